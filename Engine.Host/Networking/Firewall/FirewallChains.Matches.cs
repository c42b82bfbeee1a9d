using Engine.Linux.Nftables;
using static Engine.Linux.Nftables.NftExpression;

namespace Engine.Host.Networking.Firewall;

internal static partial class FirewallChains
{
    // linux/netfilter/nf_conntrack_common.h
    private const uint Established = 2;
    private const uint Related = 4;
    private const uint IPS_DST_NAT = 0x20;

    // linux/rtnetlink.h
    private const uint RTN_LOCAL = 2;

    // An interface's name fills four registers.
    private const int NameRegisters = 4;

    private static readonly AddressForm IPv4 = new(NftFamily.IPv4, 1, Source: 12, Destination: 16);
    private static readonly AddressForm IPv6 = new(NftFamily.IPv6, 4, Source: 8, Destination: 24);

    private static NftExpression[] Translated => Bits(NftConnection.Status, IPS_DST_NAT);

    private static NftExpression[] NotFromLoopback => [new Meta(NftMeta.InputInterface), new Compare(NftValue.OfInterface("lo"), Not: true)];

    private static NftExpression[] In(NftSet set) => [new Meta(NftMeta.InputInterface), new Lookup(set.Name)];

    private static NftExpression[] Out(NftSet set) => [new Meta(NftMeta.OutputInterface), new Lookup(set.Name)];

    private static NftExpression[] ForThisHost(bool yes) => [new DestinationType(), new Compare(BitConverter.GetBytes(RTN_LOCAL), Not: !yes)];

    private static NftExpression[] ConnectionState(uint states) => Bits(NftConnection.State, states);

    private static NftExpression[] Bits(NftConnection key, uint bits) =>
        [new Connection(key), new And(BitConverter.GetBytes(bits)), new Compare(new byte[sizeof(uint)], Not: true)];

    // Address, protocol and port in one key.
    private static NftExpression[] Port(AddressForm form) =>
        [.. form.Is, form.Load(form.Destination), new Meta(NftMeta.Protocol, form.Registers), DestinationPort(form.Registers + 1)];

    private static Payload DestinationPort(int register) => new(NftHeader.Transport, 2, 2, register);

    /// <summary>Where a family keeps its addresses.</summary>
    /// <param name="Family">The family.</param>
    /// <param name="Registers">How many registers an address fills.</param>
    /// <param name="Source">Bytes before the source in the header.</param>
    /// <param name="Destination">Bytes before the destination in the header.</param>
    private sealed record AddressForm(NftFamily Family, int Registers, int Source, int Destination)
    {
        public NftExpression[] Is => [new Meta(NftMeta.Family), new Compare([(byte)Family])];

        public Payload Load(int offset) => new(NftHeader.Network, offset, Registers * 4);

        public NftExpression[] Loopback(int offset) => Family == NftFamily.IPv4
            ? [.. Is, new Payload(NftHeader.Network, offset, 1), new Compare([127])]
            : [.. Is, Load(offset), new Compare(NftValue.Of(System.Net.IPAddress.IPv6Loopback))];
    }
}
