using System.Net;
using System.Net.Sockets;
using static Engine.Linux.Netlink.NetlinkFlag;
using static Engine.Linux.Netlink.RouteAttribute;
using static Engine.Linux.Netlink.RouteMessage;

namespace Engine.Linux.Netlink;

/// <summary>
/// Changes of links, addresses, routes, rules and neighbours (rtnetlink(7)), sent as one datagram by <see cref="NetlinkSocket.Execute"/>. They
/// are done in order; one that fails does not keep later ones from being tried. Parts: <c>.Links</c>, <c>.Kinds</c>.
/// </summary>
public sealed partial class RouteRequest
{
    /// <summary>The messages.</summary>
    public NetlinkWriter Messages { get; } = new();

    /// <summary>Gives an interface an address, without duplicate address detection, so that it can be used at once.</summary>
    public void AddAddress(int link, IPAddress address, int prefixLength)
    {
        Messages.Begin(RTM_NEWADDR, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, $"add {address}/{prefixLength}");
        Address(link, address, prefixLength);
        if (address.AddressFamily == AddressFamily.InterNetwork && prefixLength < 31)
        {
            byte[] last = address.GetAddressBytes();
            for (int bit = prefixLength; bit < 32; bit++)
            {
                last[bit / 8] |= (byte)(0x80 >> (bit % 8));
            }

            Messages.Bytes(IFA_BROADCAST, last);
        }
    }

    /// <summary>Takes an address from an interface.</summary>
    public void DeleteAddress(int link, IPAddress address, int prefixLength)
    {
        Messages.Begin(RTM_DELADDR, NLM_F_ACK, $"delete {address}/{prefixLength}");
        Address(link, address, prefixLength);
    }

    /// <summary>Adds a route to the main table.</summary>
    /// <param name="destination">Where to; a prefix of length 0 is the default route.</param>
    /// <param name="gateway">The next router, or null: it is on the link.</param>
    /// <param name="link">Index of the interface.</param>
    public void AddRoute(IPNetwork destination, IPAddress? gateway, int link)
    {
        Messages.Begin(RTM_NEWROUTE, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, $"add route {destination}{(gateway is null ? "" : $" via {gateway}")}");
        Route(destination, gateway, link);
    }

    /// <summary>Removes a route of the main table.</summary>
    public void DeleteRoute(IPNetwork destination, IPAddress? gateway, int link)
    {
        Messages.Begin(RTM_DELROUTE, NLM_F_ACK, $"delete route {destination}");
        Route(destination, gateway, link);
    }

    /// <summary>Fixes the link-layer address of a neighbour.</summary>
    public void AddNeighbour(int link, IPAddress address, System.Net.NetworkInformation.PhysicalAddress physical)
    {
        Messages.Begin(RTM_NEWNEIGH, NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE, $"add neighbour {address}");
        Messages.Struct(new NeighbourHeader { ndm_family = Family(address), ndm_ifindex = link, ndm_state = NUD_PERMANENT });
        Messages.Address(NDA_DST, address);
        Messages.Bytes(NDA_LLADDR, physical.GetAddressBytes());
    }

    /// <summary>Forgets a neighbour.</summary>
    public void DeleteNeighbour(int link, IPAddress address)
    {
        Messages.Begin(RTM_DELNEIGH, NLM_F_ACK, $"delete neighbour {address}");
        Messages.Struct(new NeighbourHeader { ndm_family = Family(address), ndm_ifindex = link });
        Messages.Address(NDA_DST, address);
    }

    /// <summary>Lets packets from a network be routed by a table of their own.</summary>
    public void AddRule(IPNetwork source, uint table, uint priority)
    {
        Messages.Begin(RTM_NEWRULE, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, $"add rule from {source} table {table}");
        Rule(source, table, priority);
    }

    /// <summary>Removes a rule.</summary>
    public void DeleteRule(IPNetwork source, uint table, uint priority)
    {
        Messages.Begin(RTM_DELRULE, NLM_F_ACK, $"delete rule from {source} table {table}");
        Rule(source, table, priority);
    }

    private static byte Family(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? AF_INET : AF_INET6;

    private void Address(int link, IPAddress address, int prefixLength)
    {
        byte family = Family(address);
        Messages.Struct(new AddressHeader
        {
            ifa_family = family,
            ifa_prefixlen = (byte)prefixLength,
            ifa_flags = family == AF_INET6 ? IFA_F_NODAD : (byte)0,
            ifa_scope = address.IsIPv6LinkLocal ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE,
            ifa_index = (uint)link,
        });
        Messages.Address(IFA_LOCAL, address);
        Messages.Address(IFA_ADDRESS, address);
    }

    private void Route(IPNetwork destination, IPAddress? gateway, int link)
    {
        Messages.Struct(new RouteHeader
        {
            rtm_family = Family(destination.BaseAddress),
            rtm_dst_len = (byte)destination.PrefixLength,
            rtm_table = RT_TABLE_MAIN,
            rtm_protocol = RTPROT_BOOT,
            rtm_scope = gateway is null ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE,
            rtm_type = RTN_UNICAST,
        });
        if (destination.PrefixLength > 0)
        {
            Messages.Address(RTA_DST, destination.BaseAddress);
        }

        if (gateway is not null)
        {
            Messages.Address(RTA_GATEWAY, gateway);
        }

        Messages.UInt32(RTA_OIF, (uint)link);
    }

    private void Rule(IPNetwork source, uint table, uint priority)
    {
        Messages.Struct(new RouteHeader { rtm_family = Family(source.BaseAddress), rtm_src_len = (byte)source.PrefixLength, rtm_type = FR_ACT_TO_TBL });
        Messages.Address(FRA_SRC, source.BaseAddress);
        Messages.UInt32(FRA_TABLE, table);
        Messages.UInt32(FRA_PRIORITY, priority);
    }
}
