using System.Net;

namespace Engine.Host.Registry;

/// <summary>
/// The HTTP proxy for a request: from the configuration, or else from the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY in either case), by the
/// rules that Docker has from Go: loopback is never proxied; NO_PROXY has names (and all below them), addresses, networks, or <c>*</c>.
/// </summary>
internal sealed class RegistryProxy : IWebProxy
{
    private readonly Uri? http;
    private readonly Uri? https;
    private readonly string[] exceptions;

    public RegistryProxy(RegistryOptions options, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        http = Parse(options.HttpProxy ?? Variable("HTTP_PROXY"));
        https = Parse(options.HttpsProxy ?? Variable("HTTPS_PROXY"));
        exceptions = (options.NoProxy ?? Variable("NO_PROXY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : environment(name.ToLowerInvariant());
    }

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : destination.Scheme == Uri.UriSchemeHttps ? https : http;

    public bool IsBypassed(Uri host)
    {
        var name = host.IdnHost;
        var address = IPAddress.TryParse(name.Trim('[', ']'), out var literal) ? literal : null;
        return (host.Scheme == Uri.UriSchemeHttps ? https : http) is null
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (address is not null && IPAddress.IsLoopback(address))
            || exceptions.Any(exception => Covers(exception, name, host.Port, address));
    }

    private static bool Covers(string exception, string name, int port, IPAddress? address)
    {
        if (exception == "*")
        {
            return true;
        }

        if (IPNetwork.TryParse(exception, out var network))
        {
            return address is not null && network.Contains(address);
        }

        var colon = exception.LastIndexOf(':');
        if (colon > 0 && exception.IndexOf(':') == colon && int.TryParse(exception.AsSpan(colon + 1), out var wanted))
        {
            exception = exception[..colon];
            if (wanted != port)
            {
                return false;
            }
        }

        if (address is not null)
        {
            return IPAddress.TryParse(exception, out var other) && other.Equals(address);
        }

        exception = exception.StartsWith("*.", StringComparison.Ordinal) ? exception[1..] : exception;
        return exception.StartsWith('.')
            ? name.EndsWith(exception, StringComparison.OrdinalIgnoreCase)
            : name.Equals(exception, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + exception, StringComparison.OrdinalIgnoreCase);
    }

    private static Uri? Parse(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var uri) ? uri
        : null;
}
