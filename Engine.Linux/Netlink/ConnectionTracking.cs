using System.Net.Sockets;
using Engine.Linux.Nftables;
using static Engine.Linux.Netlink.ConnectionMessage;
using static Engine.Linux.Netlink.NetlinkFlag;

namespace Engine.Linux.Netlink;

/// <summary>
/// Makes the kernel forget connections (nf_conntrack), so that their next packet meets the rules of now. A flow of UDP has no end: as long as
/// its client sends, it goes where the rules once sent it. Linux 5.8 for the filters.
/// </summary>
public static class ConnectionTracking
{
    // Bits of CTA_FILTER_ORIG_FLAGS: which parts of a tuple count (net/netfilter/nf_internals.h).
    private const uint Protocol = 1 << 3;
    private const uint DestinationPort = 1 << 5;

    /// <summary>Forgets connections that were made to a port, whatever the address.</summary>
    /// <param name="socket">A socket of <see cref="NetlinkSocket.NETLINK_NETFILTER"/>.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The port, as it was before translation.</param>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public static void ForgetMadeTo(NetlinkSocket socket, AddressFamily family, ProtocolType protocol, int port)
    {
        var writer = new NetlinkWriter();
        writer.Begin((NFNL_SUBSYS_CTNETLINK << 8) | IPCTNL_MSG_CT_DELETE, NLM_F_ACK, $"connections to {port}/{protocol}");
        writer.Struct(new NfTablesMessage.NetfilterHeader { nfgen_family = family == AddressFamily.InterNetwork ? RouteMessage.AF_INET : RouteMessage.AF_INET6 });
        int tuple = writer.BeginNested(CTA_TUPLE_ORIG);
        int transport = writer.BeginNested(CTA_TUPLE_PROTO);
        writer.UInt8(CTA_PROTO_NUM, (byte)protocol);
        writer.Bytes(CTA_PROTO_DST_PORT, NftValue.OfPort(port));
        writer.EndNested(transport);
        writer.EndNested(tuple);
        int filter = writer.BeginNested(CTA_FILTER);
        writer.UInt32(CTA_FILTER_ORIG_FLAGS, Protocol | DestinationPort);
        writer.EndNested(filter);
        socket.Execute(writer);
    }
}
