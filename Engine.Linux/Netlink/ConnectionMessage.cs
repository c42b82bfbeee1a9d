namespace Engine.Linux.Netlink;

/// <summary>Messages and attributes of connection tracking (linux/netfilter/nfnetlink_conntrack.h).</summary>
internal static class ConnectionMessage
{
    public const ushort NFNL_SUBSYS_CTNETLINK = 1;
    public const ushort IPCTNL_MSG_CT_DELETE = 2;

    public const ushort CTA_TUPLE_ORIG = 1;
    public const ushort CTA_FILTER = 25;
    public const ushort CTA_TUPLE_PROTO = 2;
    public const ushort CTA_PROTO_NUM = 1;
    public const ushort CTA_PROTO_DST_PORT = 3;
    public const ushort CTA_FILTER_ORIG_FLAGS = 1;
}
