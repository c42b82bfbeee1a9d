using System.Buffers.Binary;
using System.Net;
using Engine.Linux.Namespaces;
using Engine.Linux.Netlink;
using Engine.Linux.Nftables;

namespace Engine.Host.Networking.Dns;

/// <summary>
/// Leads what a container sends to port 53 of the server's address to the port where the server listens, by a table of its own in the
/// container's network namespace: the container's programs may have port 53 for themselves.
/// </summary>
internal static class DnsRedirect
{
    private const string Table = "engine-dns";
    private const string Chain = "output";
    private const int Port = 53;

    // Among the changes of destinations (NF_IP_PRI_NAT_DST, linux/netfilter_ipv4.h).
    private const int Priority = -100;
    private const byte IPPROTO_TCP = 6;
    private const byte IPPROTO_UDP = 17;
    private const int DestinationAddress = 16;
    private const int DestinationPort = 2;

    /// <summary>Makes the table.</summary>
    /// <param name="networkNamespace">The container's.</param>
    /// <param name="address">The server's address.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="replace">There may be one already. A removal makes the kernel wait for its readers, five milliseconds or more.</param>
    /// <exception cref="Linux.LinuxException">The kernel has no nf_tables, or it refused.</exception>
    public static async Task ApplyAsync(NetworkNamespace networkNamespace, IPAddress address, int port, bool replace)
    {
        using var socket = await networkNamespace.RunAsync(static () => NetlinkSocket.Open(NetlinkSocket.NETLINK_NETFILTER));
        var batch = new NftBatch(NftFamily.IPv4, Table);
        batch.AddTable();
        if (replace)
        {
            batch.DeleteTable();
            batch.AddTable();
        }

        batch.AddChain(new NftChain(Chain) { Type = "nat", Hook = NftHook.Output, Priority = Priority });
        foreach (var protocol in new[] { IPPROTO_UDP, IPPROTO_TCP })
        {
            batch.AddRule(Chain, new NftRule(
                new NftExpression.Payload(NftHeader.Network, DestinationAddress, sizeof(uint)),
                new NftExpression.Compare(address.GetAddressBytes()),
                new NftExpression.Meta(NftMeta.Protocol),
                new NftExpression.Compare([protocol]),
                new NftExpression.Payload(NftHeader.Transport, DestinationPort, sizeof(ushort)),
                new NftExpression.Compare(BigEndian(Port)),
                new NftExpression.Immediate(address.GetAddressBytes()),
                new NftExpression.Immediate(BigEndian((ushort)port), Register: 1),
                new NftExpression.Translate(NftFamily.IPv4, AddressRegister: 0, PortRegister: 1)));
        }

        batch.Commit(socket);
    }

    private static byte[] BigEndian(ushort value)
    {
        var bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return bytes;
    }
}
