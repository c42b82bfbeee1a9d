using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Engine.Host.Registry;

/// <summary>Which endpoints stand for a registry, and the connections to them. Connections that are not used are closed soon; an idle engine keeps none.</summary>
internal sealed class RegistryDirectory(RegistryOptions options) : IDisposable
{
    private const string DefaultDomain = "docker.io";
    private const string DefaultHost = "registry-1.docker.io";

    private readonly ConcurrentDictionary<(string Authority, bool IsInsecure), HttpMessageInvoker> invokers = [];
    private readonly ConcurrentDictionary<string, string> schemes = [];
    private readonly RegistryProxy proxy = new(options);

    public RegistryOptions Options => options;

    /// <summary>The endpoints to try for reading, in order: mirrors of docker.io, then the registry itself.</summary>
    public async Task<IReadOnlyList<RegistryEndpoint>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        var endpoints = new List<RegistryEndpoint>();
        foreach (var mirror in domain == DefaultDomain ? options.Mirrors : [])
        {
            var root = mirror.AbsoluteUri.EndsWith('/') ? mirror : new Uri(mirror.AbsoluteUri + "/");
            endpoints.Add(new(root, IsMirror: true, await IsInsecureAsync(mirror.Authority, cancellationToken).ConfigureAwait(false)));
        }

        endpoints.AddRange(await WriteAsync(domain, cancellationToken).ConfigureAwait(false));
        return endpoints;
    }

    /// <summary>The endpoints to try for writing, in order: the registry by TLS, and without it if it may be spoken with so.</summary>
    public async Task<IReadOnlyList<RegistryEndpoint>> WriteAsync(string domain, CancellationToken cancellationToken)
    {
        var host = domain == DefaultDomain ? DefaultHost : domain;
        if (!await IsInsecureAsync(host, cancellationToken).ConfigureAwait(false))
        {
            return [new(new Uri($"https://{host}/"), IsMirror: false, IsInsecure: false)];
        }

        RegistryEndpoint secure = new(new Uri($"https://{host}/"), IsMirror: false, IsInsecure: true);
        RegistryEndpoint plain = new(new Uri($"http://{host}/"), IsMirror: false, IsInsecure: true);
        return schemes.GetValueOrDefault(host) == Uri.UriSchemeHttp ? [plain, secure] : [secure, plain];
    }

    /// <summary>An endpoint has answered: its scheme is tried first from now on.</summary>
    public void Remember(RegistryEndpoint endpoint)
    {
        if (endpoint.IsInsecure)
        {
            schemes[endpoint.Root.Authority] = endpoint.Root.Scheme;
        }
    }

    /// <summary>The connections to whoever serves a URL, be it the registry or where it redirects to.</summary>
    public HttpMessageInvoker Connections(Uri url, bool isInsecure) => invokers.GetOrAdd((url.Authority, isInsecure), key =>
    {
        var certificates = RegistryCertificates.Load(options.CertificateDirectories, key.Authority);
        return new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = proxy,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ResponseDrainTimeout = TimeSpan.Zero,
            SslOptions = certificates.Options(isChecked: !key.IsInsecure),
        });
    });

    public void Dispose()
    {
        foreach (var invoker in invokers.Values)
        {
            invoker.Dispose();
        }
    }

    private async Task<bool> IsInsecureAsync(string authority, CancellationToken cancellationToken)
    {
        if (options.InsecureHosts.Contains(authority, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        var host = new Uri("http://" + authority).IdnHost.Trim('[', ']');
        if (options.InsecureHosts.Contains(host, StringComparer.OrdinalIgnoreCase) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!IPAddress.TryParse(host, out var literal) && options.InsecureNetworks.Count == 0)
        {
            return false;
        }

        try
        {
            var addresses = literal is null ? await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false) : [literal];
            return addresses.Any(address => IPAddress.IsLoopback(address) || options.InsecureNetworks.Any(network => network.Contains(address)));
        }
        catch (SocketException)
        {
            return false; // Whoever cannot be found will be told so when it is asked.
        }
    }
}
