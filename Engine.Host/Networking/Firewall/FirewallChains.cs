using Engine.Linux.Nftables;
using static Engine.Linux.Nftables.NftExpression;

namespace Engine.Host.Networking.Firewall;

/// <summary>
/// The chains of the engine's table. What a packet costs does not depend on how many networks and ports there are: every rule looks one set up.
/// Part <c>.Nat</c>: address translation; <c>.Matches</c>: what the rules are made of.
/// </summary>
internal static partial class FirewallChains
{
    private const string Direct4 = "direct4";
    private const string Direct6 = "direct6";
    private const string ToBridge = "to-bridge";

    // Priorities of netfilter's own names (nft(8)).
    private const int Raw = -300;
    private const int DestinationNat = -100;
    private const int Filter = 0;
    private const int SourceNat = 100;

    /// <summary>All chains; one that is jumped to comes before those that do.</summary>
    public static IReadOnlyList<NftChain> All =>
    [
        Direct(Direct4, IPv4, FirewallSets.Own4),
        Direct(Direct6, IPv6, FirewallSets.Own6),
        new("raw-prerouting")
        {
            Type = "filter",
            Hook = NftHook.Prerouting,
            Priority = Raw,
            Rules =
            [
                // Bridges route 127.0.0.0/8 so that published ports work there (route_localnet); containers must not get at the host's own services by it.
                new([.. In(FirewallSets.Bridges), .. IPv4.Loopback(IPv4.Destination), new Counter(), new Verdict(NftVerdict.Drop)]),
                new([.. IPv4.Is, IPv4.Load(IPv4.Destination), new Lookup(FirewallSets.Subnets4.Name), new Verdict(NftVerdict.Jump, Direct4)]),
                new([.. IPv6.Is, IPv6.Load(IPv6.Destination), new Lookup(FirewallSets.Subnets6.Name), new Verdict(NftVerdict.Jump, Direct6)]),
            ],
        },
        new(ToBridge)
        {
            Rules =
            [
                new([.. Translated, new Verdict(NftVerdict.Accept)]),
                new([.. IPv4.Is, IPv4.Load(IPv4.Destination), new Lookup(FirewallSets.Open4.Name), new Verdict(NftVerdict.Accept)]),
                new([.. IPv6.Is, IPv6.Load(IPv6.Destination), new Lookup(FirewallSets.Open6.Name), new Verdict(NftVerdict.Accept)]),
                new([.. Port(IPv4), new Lookup(FirewallSets.Reachable4.Name), new Verdict(NftVerdict.Accept)]),
                new([.. Port(IPv6), new Lookup(FirewallSets.Reachable6.Name), new Verdict(NftVerdict.Accept)]),
                new([new Counter(), new Verdict(NftVerdict.Drop)]),
            ],
        },
        new("forward")
        {
            Type = "filter",
            Hook = NftHook.Forward,
            Priority = Filter,
            Rules =
            [
                // Nearly every packet; what began was let through.
                new([.. ConnectionState(Established | Related), new Verdict(NftVerdict.Accept)]),
                new([
                    new Meta(NftMeta.InputInterface), new Meta(NftMeta.OutputInterface, NameRegisters), new Lookup(FirewallSets.Within.Name),
                    new Verdict(NftVerdict.Accept)]),
                new([.. In(FirewallSets.Internal), new Counter(), new Verdict(NftVerdict.Drop)]),
                new([.. Out(FirewallSets.Internal), new Counter(), new Verdict(NftVerdict.Drop)]),
                new([.. Out(FirewallSets.Bridges), new Verdict(NftVerdict.Jump, ToBridge)]),
            ],
        },
        .. Nat,
    ];

    // To a container's address from elsewhere than its bridge: only what was published may come, and it comes to the host's address.
    private static NftChain Direct(string name, AddressForm form, NftSet own) => new(name)
    {
        Rules =
        [
            new([.. ForThisHost(true), new Verdict(NftVerdict.Return)]),
            new([form.Load(form.Destination), new Meta(NftMeta.InputInterface, form.Registers), new Lookup(own.Name), new Verdict(NftVerdict.Return)]),
            new([new Counter(), new Verdict(NftVerdict.Drop)]),
        ],
    };
}
