using Engine.Linux.Nftables;
using static Engine.Linux.Nftables.NftExpression;

namespace Engine.Host.Networking.Firewall;

internal static partial class FirewallChains
{
    private const string Publish = "publish";
    private const string IntoBridge = "into-bridge";

    private static IReadOnlyList<NftChain> Nat =>
    [
        new(Publish)
        {
            Rules =
            [
                new([.. ForThisHost(false), new Verdict(NftVerdict.Return)]),
                AtAddress(IPv4, FirewallSets.AddressPorts4),
                AtAddress(IPv6, FirewallSets.AddressPorts6),
                Everywhere(IPv4, FirewallSets.Ports4),
                Everywhere(IPv6, FirewallSets.Ports6),
            ],
        },
        new("nat-prerouting")
        {
            Type = "nat",
            Hook = NftHook.Prerouting,
            Priority = DestinationNat,
            Rules =
            [
                new([.. In(FirewallSets.Internal), new Verdict(NftVerdict.Return)]),

                // A neighbour on the wire can send packets to 127.0.0.1; what is published there is for this host only.
                new([.. NotFromLoopback, .. IPv4.Loopback(IPv4.Destination), new Verdict(NftVerdict.Return)]),
                new([new Verdict(NftVerdict.Jump, Publish)]),
            ],
        },
        new("nat-output")
        {
            Type = "nat",
            Hook = NftHook.Output,
            Priority = DestinationNat,
            Rules =
            [
                // The kernel does not let ::1 leave the loopback interface, whatever becomes of it: the daemon relays it.
                new([.. IPv6.Loopback(IPv6.Destination), new Verdict(NftVerdict.Return)]),
                new([new Verdict(NftVerdict.Jump, Publish)]),
            ],
        },
        new(IntoBridge)
        {
            Rules =
            [
                // A container could not answer the host's loopback address, and would answer a neighbour directly, past the translation.
                new([.. IPv4.Loopback(IPv4.Source), new Masquerade()]),
                new([.. Translated, .. Within(IPv4, FirewallSets.Own4), new Masquerade()]),
                new([.. Translated, .. Within(IPv6, FirewallSets.Own6), new Masquerade()]),
            ],
        },
        new("nat-postrouting")
        {
            Type = "nat",
            Hook = NftHook.Postrouting,
            Priority = SourceNat,
            Rules =
            [
                new([.. Out(FirewallSets.Bridges), new Verdict(NftVerdict.Jump, IntoBridge)]),
                new([.. Within(IPv4, FirewallSets.Own4), new Verdict(NftVerdict.Return)]),
                new([.. Within(IPv6, FirewallSets.Own6), new Verdict(NftVerdict.Return)]),
                new([
                    .. IPv4.Is, IPv4.Load(IPv4.Source), new Lookup(FirewallSets.Source4.Name, Result: 0), new Translate(NftFamily.IPv4, 0, null, Source: true)]),
                new([.. IPv4.Is, IPv4.Load(IPv4.Source), new Lookup(FirewallSets.Masqueraded4.Name), new Masquerade()]),
                new([.. IPv6.Is, IPv6.Load(IPv6.Source), new Lookup(FirewallSets.Masqueraded6.Name), new Masquerade()]),
            ],
        },
    ];

    private static NftRule AtAddress(AddressForm form, NftSet ports) => new([
        .. Port(form), new Lookup(ports.Name, Result: 0), new Translate(form.Family, 0, form.Registers)]);

    private static NftRule Everywhere(AddressForm form, NftSet ports) => new([
        .. form.Is, new Meta(NftMeta.Protocol), DestinationPort(1),
        new Lookup(ports.Name, Result: 0), new Translate(form.Family, 0, form.Registers)]);

    // From a subnet to its own bridge.
    private static NftExpression[] Within(AddressForm form, NftSet own) =>
        [.. form.Is, form.Load(form.Source), new Meta(NftMeta.OutputInterface, form.Registers), new Lookup(own.Name)];
}
