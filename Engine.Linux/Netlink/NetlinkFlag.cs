namespace Engine.Linux.Netlink;

/// <summary>Types and flags of netlink messages that every family has (netlink(7), linux/netlink.h).</summary>
internal static class NetlinkFlag
{
    public const ushort NLMSG_ERROR = 2;
    public const ushort NLMSG_DONE = 3;

    public const ushort NLM_F_REQUEST = 1;
    public const ushort NLM_F_MULTI = 2;
    public const ushort NLM_F_ACK = 4;
    public const ushort NLM_F_DUMP_INTR = 0x10;
    public const ushort NLM_F_REPLACE = 0x100;
    public const ushort NLM_F_EXCL = 0x200;
    public const ushort NLM_F_DUMP = 0x300;
    public const ushort NLM_F_CREATE = 0x400;
    public const ushort NLM_F_APPEND = 0x800;

    /// <summary>In an error: only the header of the request comes back.</summary>
    public const ushort NLM_F_CAPPED = 0x100;

    /// <summary>In an error: attributes follow.</summary>
    public const ushort NLM_F_ACK_TLVS = 0x200;

    public const ushort NLMSGERR_ATTR_MSG = 1;

    public const ushort NLA_F_NESTED = 0x8000;
    internal const ushort TypeMask = 0x3FFF;
}
