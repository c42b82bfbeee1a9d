using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Engine.Host.Containers;
using Engine.Host.Logging;
using Engine.Host.Networking.Dns.Files;
using Engine.Host.Networking.Dns.Names;
using Engine.Host.Networking.Dns.Server;
using Engine.Host.Networking.Dns.Upstream;
using Engine.Linux;
using Engine.Linux.Namespaces;

namespace Engine.Host.Networking.Dns;

/// <summary>
/// Names for containers: the files hosts and resolv.conf, and the engine's own name server in the network namespace of every container that is
/// on a network with names. Nothing is stored: all follows from the containers, and the server's port in a container from its id, so that
/// clients go on asking when the daemon was restarted.
/// </summary>
internal sealed partial class NameResolution : ISandboxListener, IDisposable
{
    // Above the ports that the kernel gives out (ip_local_port_range, ip(7)).
    private const int FirstPort = 61_000;
    private const int Ports = 4_096;
    private const int MostAttempts = 32;

    private static readonly IPAddress s_address = IPAddress.Parse("127.0.0.11");

    private readonly NetworkService _networks;
    private readonly Func<Container, ContainerPaths> _pathsOf;
    private readonly Func<string, Container?> _find;
    private readonly ILogger _logger;
    private readonly DnsServer _server;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, NetworkZone> _zones = [];
    private readonly ConcurrentDictionary<string, Sandbox> _sandboxes = new();

    /// <param name="networks">The networks.</param>
    /// <param name="pathsOf">Where a container's files are.</param>
    /// <param name="find">A container by name or id.</param>
    /// <param name="logger">Where failures are told that nobody waits for.</param>
    public NameResolution(NetworkService networks, Func<Container, ContainerPaths> pathsOf, Func<string, Container?> find, ILogger logger)
    {
        _networks = networks;
        _pathsOf = pathsOf;
        _find = find;
        _logger = logger;
        _server = new DnsServer(new HostNameServers(ResolvConf.LoadHost), Failed);
    }

    public async Task OpenedAsync(Container container, int pid, bool starts)
    {
        var sandbox = _sandboxes.GetOrAdd(container.Id, static _ => new Sandbox());
        var named = Describe(container);
        if (starts)
        {
            // In a running one they are as it knows them.
            var paths = _pathsOf(container);
            ContainerNameFiles.WriteHosts(container.Configuration, paths, _networks.HostGateway, named.HostsLines);
            ContainerNameFiles.UpdateResolvConf(container.Configuration, paths, named.Endpoints.Count > 0 ? s_address : null, named.HasIPv6);
        }

        Apply(sandbox, container.Id, named);
        if (named.Endpoints.Count > 0)
        {
            await StartServerAsync(container.Id, sandbox, pid, replace: !starts);
        }
    }

    public async Task ChangedAsync(Container container)
    {
        if (!_sandboxes.TryGetValue(container.Id, out var sandbox))
        {
            return;
        }

        var named = Describe(container);
        var before = sandbox.Current!.HostsLines;
        ContainerNameFiles.UpdateHosts(_pathsOf(container), [.. before.Except(named.HostsLines)], [.. named.HostsLines.Except(before)]);
        Apply(sandbox, container.Id, named);
        if (named.Endpoints.Count > 0 && sandbox.Resolver is null)
        {
            ContainerNameFiles.UpdateResolvConf(container.Configuration, _pathsOf(container), s_address, named.HasIPv6);
            await StartServerAsync(container.Id, sandbox, container.State.Pid, replace: true);
        }
    }

    public void Closed(string containerId)
    {
        if (!_sandboxes.TryRemove(containerId, out var sandbox))
        {
            return;
        }

        if (sandbox.Resolver is { } resolver)
        {
            _server.Close(resolver);
        }

        RemoveNames(containerId, sandbox.Current?.Endpoints.Keys ?? []);
    }

    /// <summary>The containers' clients wait for the next daemon.</summary>
    public void Dispose() => _server.Dispose();

    private NamedContainer Describe(Container container) => NamedContainer.Of(container, _networks.TryGet, ZoneOf, LinkLines(container));

    // On the default bridge there are no names: --link writes them into hosts.
    private IEnumerable<string> LinkLines(Container container)
    {
        foreach (var attachment in container.Networks.Where(attachment => attachment.NetworkName == "bridge"))
        {
            foreach (var (alias, name) in attachment.Settings.Links.Select(NamedContainer.ParseLink))
            {
                if (_find(name) is { } other && other.Networks.FirstOrDefault(bond => bond.NetworkId == attachment.NetworkId)?.Endpoint is { } endpoint)
                {
                    var names = string.Join(' ', new[] { alias, other.Configuration.Hostname, other.Name }.Distinct());
                    yield return string.Create(CultureInfo.InvariantCulture, $"{endpoint.IPv4Address}\t{names}");
                }
            }
        }
    }

    private NetworkZone ZoneOf(Network network)
    {
        lock (_lock)
        {
            if (!_zones.TryGetValue(network.Id, out var zone))
            {
                foreach (var gone in _zones.Keys.Where(id => _networks.TryGet(id) is null).ToList())
                {
                    _zones.Remove(gone);
                }

                _zones.Add(network.Id, zone = new NetworkZone(network.Name));
            }

            return zone;
        }
    }

    private void Apply(Sandbox sandbox, string containerId, NamedContainer named)
    {
        var gone = sandbox.Current?.Endpoints.Keys.Except(named.Endpoints.Keys).ToList() ?? [];
        lock (_lock)
        {
            foreach (var (networkId, endpoint) in named.Endpoints)
            {
                _zones[networkId].Set(endpoint);
            }
        }

        sandbox.Current = named;
        if (sandbox.Resolver is { } resolver)
        {
            resolver.Scope = named.Scope;
        }

        RemoveNames(containerId, gone);
    }

    private void RemoveNames(string containerId, IEnumerable<string> networkIds)
    {
        lock (_lock)
        {
            foreach (var networkId in networkIds)
            {
                if (_zones.TryGetValue(networkId, out var zone))
                {
                    zone.Remove(containerId);
                }
            }
        }
    }

    private async Task StartServerAsync(string containerId, Sandbox sandbox, int pid, bool replace)
    {
        var resolver = new ContainerResolver(containerId, NetworkNamespace.Of(pid), sandbox.Current!.Scope);
        try
        {
            var port = await OpenAsync(resolver);
            await DnsRedirect.ApplyAsync(resolver.Namespace, s_address, port, replace);
        }
        catch
        {
            _server.Close(resolver);
            throw;
        }

        sandbox.Resolver = resolver;
        if (resolver.Scope.Servers is null)
        {
            // Nothing more is opened in it.
            resolver.Namespace.Dispose();
        }
    }

    private async Task<int> OpenAsync(ContainerResolver resolver)
    {
        var first = (int)(BinaryPrimitives.ReadUInt32BigEndian(Convert.FromHexString(resolver.ContainerId.AsSpan(0, 8))) % Ports);
        for (var attempt = 0; ; attempt++)
        {
            var port = FirstPort + ((first + attempt) % Ports);
            try
            {
                await _server.OpenAsync(resolver, new InternetAddress(new IPEndPoint(s_address, port)));
                return port;
            }
            catch (LinuxException e) when (e.Errno == Errno.EADDRINUSE && attempt < MostAttempts)
            {
                // A program of the container has it.
            }
        }
    }

    [LoggerMessage((int)LogEvent.DnsFailed, LogLevel.Warning, "The name server lost a socket")]
    private partial void Failed(Exception exception);

    /// <summary>What is kept of a container while it runs. Changed by one call at a time: its owner's.</summary>
    private sealed class Sandbox
    {
        public NamedContainer? Current { get; set; }

        public ContainerResolver? Resolver { get; set; }
    }
}
