using System.Runtime.InteropServices;

namespace Engine.Linux.Netlink;

#pragma warning disable IDE1006 // The kernel's own names.
/// <summary><c>struct nlmsghdr</c>: header of a netlink message (netlink(7)).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkHeader
{
    public uint nlmsg_len;
    public ushort nlmsg_type;
    public ushort nlmsg_flags;
    public uint nlmsg_seq;
    public uint nlmsg_pid;
}
