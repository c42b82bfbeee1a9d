using System.Net;

namespace Engine.Host.Networking.Dns.Files;

/// <summary>
/// A resolv.conf(5): what a host's says, and what a container's is made of. <c>.Text</c> writes it. Immutable; changes give another.
/// </summary>
internal sealed partial record ResolvConf
{
    private const string NdotsOption = "ndots:";

    /// <summary>Where the host's is.</summary>
    public const string HostPath = "/etc/resolv.conf";

    // Where systemd-resolved writes the servers that it asks itself (systemd-resolved.service(8)).
    private const string ResolvedPath = "/run/systemd/resolve/resolv.conf";

    // Docker's choice for machines that name no server a container can reach.
    private static readonly IPAddress[] s_fallbackV4 = [IPAddress.Parse("8.8.8.8"), IPAddress.Parse("8.8.4.4")];
    private static readonly IPAddress[] s_fallbackV6 = [IPAddress.Parse("2001:4860:4860::8888"), IPAddress.Parse("2001:4860:4860::8844")];

    private ResolvConf(string path) => Path = path;

    /// <summary>The file it was read from.</summary>
    public string Path { get; }

    public IReadOnlyList<IPAddress> NameServers { get; private init; } = [];

    public IReadOnlyList<string> Search { get; private init; } = [];

    public IReadOnlyList<string> Options { get; private init; } = [];

    /// <summary>What the container asked for itself: <c>nameservers</c>, <c>search</c>, <c>options</c>.</summary>
    public IReadOnlyList<string> Overrides { get; private init; } = [];

    /// <summary>Whether names with a dot count as complete was decided by somebody who said more than 0.</summary>
    public bool HasNdots => Options.Any(option => option.StartsWith(NdotsOption, StringComparison.Ordinal) && option != NdotsOption + "0");

    private IReadOnlyList<string> OtherLines { get; init; } = [];

    private List<string> InvalidNameServers { get; init; } = [];

    private string NdotsFrom { get; init; } = "";

    /// <summary>Reads the host's, or what systemd-resolved puts in its place when that is only the way to systemd-resolved itself.</summary>
    public static ResolvConf LoadHost() => LoadHost(HostPath, ResolvedPath);

    /// <summary>The one of two files that a container's is made of.</summary>
    public static ResolvConf LoadHost(string path, string resolvedPath)
    {
        var host = Load(path);
        return host.NameServers is [var only] && only.Equals(IPAddress.Parse("127.0.0.53")) && File.Exists(resolvedPath) ? Load(resolvedPath) : host;
    }

    /// <summary>Reads a file; one that is not there is empty.</summary>
    public static ResolvConf Load(string path) => Parse(path, File.Exists(path) ? File.ReadLines(path) : []);

    public static ResolvConf Parse(string path, IEnumerable<string> lines)
    {
        var servers = new List<IPAddress>();
        var options = new List<string>();
        var others = new List<string>();
        var invalid = new List<string>();
        IReadOnlyList<string> search = [];
        foreach (var line in lines)
        {
            var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case [] or [['#' or ';', ..], ..]:
                    break;
                case ["nameserver", var server, ..]:
                    if (IPAddress.TryParse(server, out var address))
                    {
                        servers.Add(address);
                    }
                    else
                    {
                        invalid.Add(server);
                    }

                    break;
                case ["domain" or "search", .. var domains]:
                    search = domains.Length > 0 ? domains : search;
                    break;
                case ["options", .. var more]:
                    options.AddRange(more);
                    break;
                case ["nameserver"]:
                    break;
                default:
                    others.Add(string.Join(' ', words));
                    break;
            }
        }

        return new ResolvConf(path)
        {
            NameServers = servers,
            Search = search,
            Options = options,
            OtherLines = others,
            InvalidNameServers = invalid,
            NdotsFrom = SaysNdots(options) ? "host" : "",
        };
    }

    /// <summary>Puts what a container says in the place of what the host says.</summary>
    /// <param name="nameServers">Its name servers, or none.</param>
    /// <param name="search">Its search domains, or none; a lone dot means that there are none.</param>
    /// <param name="options">Its options, or none.</param>
    public ResolvConf Override(IReadOnlyList<string> nameServers, IReadOnlyList<string> search, IReadOnlyList<string> options)
    {
        var result = this;
        if (nameServers.Count > 0)
        {
            result = result with
            {
                NameServers = [.. nameServers.Select(IPAddress.Parse)],
                InvalidNameServers = [],
                Overrides = [.. result.Overrides, "nameservers"],
            };
        }

        if (search.Count > 0)
        {
            result = result with { Search = search is ["."] ? [] : search, Overrides = [.. result.Overrides, "search"] };
        }

        return options.Count == 0
            ? result
            : result with
            {
                Options = options,
                NdotsFrom = SaysNdots(options) ? "override" : "",
                Overrides = [.. result.Overrides, "options"],
            };
    }

    private static bool SaysNdots(IEnumerable<string> options) => options.Any(option => option.StartsWith(NdotsOption, StringComparison.Ordinal));
}
