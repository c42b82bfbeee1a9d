using System.Net;
using System.Net.Sockets;
using static Engine.Linux.Netlink.NetlinkFlag;
using static Engine.Linux.Netlink.RouteAttribute;
using static Engine.Linux.Netlink.RouteMessage;

namespace Engine.Linux.Netlink;

public sealed partial class RouteRequest
{
    /// <summary>Makes a bridge. It does not take part in the spanning tree protocol.</summary>
    public void AddBridge(LinkDefinition options) => AddLink(options, "bridge", () => Messages.UInt32(IFLA_BR_STP_STATE, 0));

    /// <summary>Makes a pair of interfaces, each of which receives what the other sends (veth(4)).</summary>
    /// <param name="options">This end.</param>
    /// <param name="peer">The other end, in its own namespace perhaps; it can have no master yet, and cannot be up (ENOTCONN).</param>
    public void AddVeth(LinkDefinition options, LinkDefinition peer) => AddLink(options, "veth", () =>
    {
        int info = Messages.BeginNested(VETH_INFO_PEER);
        Messages.Struct(default(LinkHeader));
        Common(peer);
        Messages.EndNested(info);
    });

    /// <summary>Makes an interface with an address of its own on another interface's wire.</summary>
    /// <param name="options">The interface.</param>
    /// <param name="parent">Index of the interface below.</param>
    /// <param name="mode">How those of one parent see each other.</param>
    public void AddMacvlan(LinkDefinition options, int parent, MacvlanMode mode) =>
        AddLink(options, "macvlan", () => Messages.UInt32(IFLA_MACVLAN_MODE, (uint)mode), parent);

    /// <summary>Makes an interface that shares another's link-layer address.</summary>
    /// <param name="options">The interface.</param>
    /// <param name="parent">Index of the interface below.</param>
    /// <param name="mode">How packets are told apart.</param>
    /// <param name="flags">0: bridge; 1: private; 2: VEPA.</param>
    public void AddIpvlan(LinkDefinition options, int parent, IpvlanMode mode, ushort flags) => AddLink(
        options,
        "ipvlan",
        () =>
        {
            Messages.UInt16(IFLA_IPVLAN_MODE, (ushort)mode);
            Messages.UInt16(IFLA_IPVLAN_FLAGS, flags);
        },
        parent);

    /// <summary>Makes an interface for one VLAN of another (802.1Q).</summary>
    public void AddVlan(LinkDefinition options, int parent, ushort id) => AddLink(options, "vlan", () => Messages.UInt16(IFLA_VLAN_ID, id), parent);

    /// <summary>Makes an interface that carries Ethernet in UDP (RFC 7348).</summary>
    /// <param name="options">The interface.</param>
    /// <param name="id">Network identifier, 24 bits.</param>
    /// <param name="group">The other end or a multicast group, or null.</param>
    /// <param name="parent">Index of the interface packets leave by, or 0.</param>
    /// <param name="port">UDP port of the other end.</param>
    public void AddVxlan(LinkDefinition options, uint id, IPAddress? group, int parent, ushort port) => AddLink(options, "vxlan", () =>
    {
        Messages.UInt32(IFLA_VXLAN_ID, id);
        if (group is not null)
        {
            Messages.Address(group.AddressFamily == AddressFamily.InterNetwork ? IFLA_VXLAN_GROUP : IFLA_VXLAN_GROUP6, group);
        }

        if (parent != 0)
        {
            Messages.UInt32(IFLA_VXLAN_LINK, (uint)parent);
        }

        // Network byte order, unlike the rest.
        Messages.Bytes(IFLA_VXLAN_PORT, [(byte)(port >> 8), (byte)port]);
    });

    /// <summary>Makes an interface that swallows what it is given.</summary>
    public void AddDummy(LinkDefinition options) => AddLink(options, "dummy", static () => { });

    private void AddLink(LinkDefinition options, string kind, Action data, int parent = 0)
    {
        Messages.Begin(RTM_NEWLINK, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, $"make {kind} {options.Name}");
        Messages.Struct(new LinkHeader { ifi_flags = options.Up ? IFF_UP : 0, ifi_change = options.Up ? IFF_UP : 0 });
        Common(options);
        if (parent != 0)
        {
            Messages.UInt32(IFLA_LINK, (uint)parent);
        }

        int info = Messages.BeginNested(IFLA_LINKINFO);
        Messages.Text(IFLA_INFO_KIND, kind);
        int nested = Messages.BeginNested(IFLA_INFO_DATA);
        data();
        Messages.EndNested(nested);
        Messages.EndNested(info);
    }

    private void Common(LinkDefinition options)
    {
        Messages.Text(IFLA_IFNAME, options.Name);
        if (options.Address is { } address)
        {
            Messages.Bytes(IFLA_ADDRESS, address.GetAddressBytes());
        }

        if (options.Mtu != 0)
        {
            Messages.UInt32(IFLA_MTU, (uint)options.Mtu);
        }

        if (options.Master != 0)
        {
            Messages.UInt32(IFLA_MASTER, (uint)options.Master);
        }

        if (options.Namespace is { } space)
        {
            Messages.UInt32(IFLA_NET_NS_FD, (uint)space.Number);
        }

        if (options.NoLinkLocalAddress)
        {
            int families = Messages.BeginNested(IFLA_AF_SPEC);
            int inet6 = Messages.BeginNested(AF_INET6);
            Messages.UInt8(IFLA_INET6_ADDR_GEN_MODE, IN6_ADDR_GEN_MODE_NONE);
            Messages.EndNested(inet6);
            Messages.EndNested(families);
        }
    }
}
