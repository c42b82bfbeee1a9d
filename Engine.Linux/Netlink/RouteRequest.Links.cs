using static Engine.Linux.Netlink.NetlinkFlag;
using static Engine.Linux.Netlink.RouteAttribute;
using static Engine.Linux.Netlink.RouteMessage;

namespace Engine.Linux.Netlink;

public sealed partial class RouteRequest
{
    /// <summary>Removes an interface by index.</summary>
    public void DeleteLink(int link)
    {
        Messages.Begin(RTM_DELLINK, NLM_F_ACK, $"delete interface {link}");
        Messages.Struct(new LinkHeader { ifi_index = link });
    }

    /// <summary>Removes an interface by name.</summary>
    public void DeleteLink(string name)
    {
        Messages.Begin(RTM_DELLINK, NLM_F_ACK, $"delete interface {name}");
        Messages.Struct(default(LinkHeader));
        Messages.Text(IFLA_IFNAME, name);
    }

    /// <summary>Brings an interface up or down.</summary>
    public void SetUp(int link, bool up)
    {
        Messages.Begin(RTM_SETLINK, NLM_F_ACK, $"bring interface {link} {(up ? "up" : "down")}");
        Messages.Struct(new LinkHeader { ifi_index = link, ifi_change = IFF_UP, ifi_flags = up ? IFF_UP : 0 });
    }

    /// <summary>Puts an interface into a bridge, or out of it with 0.</summary>
    public void SetMaster(int link, int master) => SetNumber(link, IFLA_MASTER, (uint)master, "master");

    /// <summary>Sets the largest packet, in bytes.</summary>
    public void SetMtu(int link, int mtu) => SetNumber(link, IFLA_MTU, (uint)mtu, "MTU");

    /// <summary>Sets the text for people (IFLA_IFALIAS, up to 255 bytes).</summary>
    public void SetAlias(string name, string alias)
    {
        Messages.Begin(RTM_SETLINK, NLM_F_ACK, $"describe interface {name}");
        Messages.Struct(default(LinkHeader));
        Messages.Text(IFLA_IFNAME, name);
        Messages.Text(IFLA_IFALIAS, alias);
    }

    /// <summary>Sets the link-layer address.</summary>
    public void SetAddress(int link, System.Net.NetworkInformation.PhysicalAddress address)
    {
        Messages.Begin(RTM_SETLINK, NLM_F_ACK, $"set address of interface {link}");
        Messages.Struct(new LinkHeader { ifi_index = link });
        Messages.Bytes(IFLA_ADDRESS, address.GetAddressBytes());
    }

    /// <summary>Moves an interface into a namespace, under a name.</summary>
    public void MoveTo(int link, FileDescriptor space, string name)
    {
        Messages.Begin(RTM_SETLINK, NLM_F_ACK, $"move interface {link} to a namespace as {name}");
        Messages.Struct(new LinkHeader { ifi_index = link });
        Messages.UInt32(IFLA_NET_NS_FD, (uint)space.Number);
        Messages.Text(IFLA_IFNAME, name);
    }

    /// <summary>
    /// Sets how a bridge treats one of its ports (bridge(8)): whether a frame may go back where it came from, and whether it reaches
    /// other isolated ports.
    /// </summary>
    public void SetBridgePort(string name, bool hairpin, bool isolated)
    {
        // Only RTM_NEWLINK reads what is for the master (IFLA_INFO_SLAVE_DATA); without NLM_F_CREATE it makes nothing.
        Messages.Begin(RTM_NEWLINK, NLM_F_ACK, $"set bridge port {name}");
        Messages.Struct(default(LinkHeader));
        Messages.Text(IFLA_IFNAME, name);
        int info = Messages.BeginNested(IFLA_LINKINFO);
        Messages.Text(IFLA_INFO_SLAVE_KIND, "bridge");
        int data = Messages.BeginNested(IFLA_INFO_SLAVE_DATA);
        Messages.UInt8(IFLA_BRPORT_MODE, hairpin ? (byte)1 : (byte)0);
        Messages.UInt8(IFLA_BRPORT_ISOLATED, isolated ? (byte)1 : (byte)0);
        Messages.EndNested(data);
        Messages.EndNested(info);
    }

    private void SetNumber(int link, ushort attribute, uint value, string what)
    {
        Messages.Begin(RTM_SETLINK, NLM_F_ACK, $"set {what} of interface {link}");
        Messages.Struct(new LinkHeader { ifi_index = link });
        Messages.UInt32(attribute, value);
    }
}
