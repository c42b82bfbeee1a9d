using System.Net;
using System.Security.Cryptography;
using Engine.Host.Events;
using Engine.Host.Networking.Firewall;
using Engine.Host.Networking.Ipam;
using Engine.Host.Networking.Ports;
using Engine.Linux.Netlink;

namespace Engine.Host.Networking;

/// <summary>
/// Networks: what they are is in the database, what they need of the kernel is made of that and can be made again. Parts: <c>.Create</c>,
/// <c>.Remove</c>, <c>.Restore</c>, <c>.Start</c> (a container's start and exit), <c>.Endpoints</c>, <c>.Ports</c>, <c>.Connect</c>, <c>.Events</c>.
/// </summary>
internal sealed partial class NetworkService : INetworkService, IContainerNetworks, IDisposable
{
    private readonly NetworkServiceOptions options;
    private readonly NetworkStore store;
    private readonly EventService events;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly NetworkIndex index = new();
    private readonly HostLinks links;
    private readonly SubnetChooser subnets;
    private readonly PortReservations reservations = new();
    private readonly PortPublisher publisher;
    private readonly Lazy<EngineFirewall> firewall;
    private readonly List<ISandboxListener> listeners = [];

    // Makes and removes networks one after the other.
    private readonly SemaphoreSlim gate = new(1, 1);

    public NetworkService(NetworkServiceOptions options, NetworkStore store, EventService events, TimeProvider time, ILogger logger)
    {
        this.options = options;
        this.store = store;
        this.events = events;
        this.time = time;
        this.logger = logger;
        links = new HostLinks(options);
        subnets = new SubnetChooser(options.AddressPools, options.EngineId);
        publisher = new PortPublisher(reservations);
        firewall = new Lazy<EngineFirewall>(() => new EngineFirewall(NetlinkSocket.Open(NetlinkSocket.NETLINK_NETFILTER), options.Table));
    }

    /// <summary>Which containers refer to a network, running or not: prune leaves those alone.</summary>
    public Func<IEnumerable<Containers.Container>> Containers { get; set; } = static () => [];

    public IReadOnlyList<IPAddress> HostGateway => [.. Get("bridge").Pools.Select(pool => pool.GatewayAddress).OfType<IPAddress>()];

    /// <summary>Lets somebody hear of containers' network namespaces. Before the engine's containers are restored.</summary>
    public void Subscribe(ISandboxListener listener) => listeners.Add(listener);

    public IReadOnlyList<Network> List(NetworkFilter filter)
    {
        filter.Validate(prune: false);
        DateTimeOffset now = time.GetUtcNow();
        return [.. index.All().Where(state => filter.Matches(state.Network, !state.Members.IsEmpty, now)).Select(state => state.Network)];
    }

    public Network Get(string reference) => Find(reference).Network;

    public Network? TryGet(string id) => index.TryGet(id)?.Network;

    public IReadOnlyList<NetworkMember> MembersOf(string networkId) => [.. index.TryGet(networkId)?.Members.Values ?? []];

    /// <summary>Networks stay as they are: containers go on without this process.</summary>
    public void Dispose()
    {
        reservations.Dispose();
        if (firewall.IsValueCreated)
        {
            firewall.Value.Dispose();
        }

        gate.Dispose();
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private NetworkState Find(string reference) => index.Find(reference) ?? throw NetworkErrors.NotFound(reference);
}
