using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using static Engine.Linux.Netlink.NetlinkFlag;
using static Engine.Linux.Netlink.RouteAttribute;
using static Engine.Linux.Netlink.RouteMessage;

namespace Engine.Linux.Netlink;

/// <summary>What a socket's network namespace holds (rtnetlink(7)).</summary>
public static class RouteQueries
{
    /// <summary>All interfaces.</summary>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public static IReadOnlyList<NetworkLink> Links(this NetlinkSocket socket)
    {
        var links = new List<NetworkLink>();
        var request = new NetlinkWriter();
        request.Begin(RTM_GETLINK, NLM_F_DUMP, "interfaces");
        request.Struct(default(LinkHeader));
        socket.Dump(request, message =>
        {
            if (message.Type == RTM_NEWLINK)
            {
                links.Add(Link(message));
            }
        });
        return links;
    }

    /// <summary>The interface with the name, or null.</summary>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public static NetworkLink? FindLink(this NetlinkSocket socket, string name)
    {
        NetworkLink? link = null;
        var request = new NetlinkWriter();
        request.Begin(RTM_GETLINK, NLM_F_ACK, $"interface {name}");
        request.Struct(default(LinkHeader));
        request.Text(IFLA_IFNAME, name);
        try
        {
            socket.Dump(request, message => link = message.Type == RTM_NEWLINK ? Link(message) : link);
        }
        catch (LinuxException e) when (e.Errno is Errno.ENODEV)
        {
            return null;
        }

        return link;
    }

    /// <summary>All addresses of all interfaces.</summary>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public static IReadOnlyList<NetworkAddress> Addresses(this NetlinkSocket socket)
    {
        var addresses = new List<NetworkAddress>();
        var request = new NetlinkWriter();
        request.Begin(RTM_GETADDR, NLM_F_DUMP, "addresses");
        request.Struct(default(AddressHeader));
        socket.Dump(request, message =>
        {
            if (message.Type != RTM_NEWADDR)
            {
                return;
            }

            var header = MemoryMarshal.Read<AddressHeader>(message.Payload);
            IPAddress? address = null;
            foreach (NetlinkAttribute attribute in message.Attributes(Marshal.SizeOf<AddressHeader>()))
            {
                // On a point-to-point interface IFA_ADDRESS is the other end.
                if (attribute.Type == IFA_LOCAL || (attribute.Type == IFA_ADDRESS && address is null))
                {
                    address = new IPAddress(attribute.Value);
                }
            }

            if (address is not null)
            {
                addresses.Add(new NetworkAddress((int)header.ifa_index, address, header.ifa_prefixlen));
            }
        });
        return addresses;
    }

    /// <summary>The unicast routes of the main table.</summary>
    /// <exception cref="LinuxException">The kernel refused.</exception>
    public static IReadOnlyList<NetworkRoute> Routes(this NetlinkSocket socket)
    {
        var routes = new List<NetworkRoute>();
        var request = new NetlinkWriter();
        request.Begin(RTM_GETROUTE, NLM_F_DUMP, "routes");
        request.Struct(default(RouteHeader));
        socket.Dump(request, message =>
        {
            var header = MemoryMarshal.Read<RouteHeader>(message.Payload);
            if (message.Type == RTM_NEWROUTE && header is { rtm_table: RT_TABLE_MAIN, rtm_type: RTN_UNICAST, rtm_family: AF_INET or AF_INET6 })
            {
                routes.Add(Route(message, header));
            }
        });
        return routes;
    }

    private static NetworkLink Link(NetlinkMessage message)
    {
        var header = MemoryMarshal.Read<LinkHeader>(message.Payload);
        var link = new NetworkLink { Index = header.ifi_index, IsUp = (header.ifi_flags & IFF_UP) != 0 };
        foreach (NetlinkAttribute attribute in message.Attributes(Marshal.SizeOf<LinkHeader>()))
        {
            link = attribute.Type switch
            {
                IFLA_IFNAME => link with { Name = attribute.Text },
                IFLA_MTU => link with { Mtu = (int)attribute.UInt32 },
                IFLA_LINK => link with { Lower = (int)attribute.UInt32 },
                IFLA_MASTER => link with { Master = (int)attribute.UInt32 },
                IFLA_IFALIAS => link with { Alias = attribute.Text },
                IFLA_ADDRESS => link with { Address = new PhysicalAddress(attribute.Value.ToArray()) },
                IFLA_LINKINFO => link with { Kind = Kind(attribute) },
                _ => link,
            };
        }

        return link;
    }

    private static string Kind(NetlinkAttribute info)
    {
        foreach (NetlinkAttribute attribute in info.Nested)
        {
            if (attribute.Type == IFLA_INFO_KIND)
            {
                return attribute.Text;
            }
        }

        return "";
    }

    private static NetworkRoute Route(NetlinkMessage message, RouteHeader header)
    {
        IPAddress destination = header.rtm_family == AF_INET ? IPAddress.Any : IPAddress.IPv6Any;
        IPAddress? gateway = null;
        int link = 0;
        foreach (NetlinkAttribute attribute in message.Attributes(Marshal.SizeOf<RouteHeader>()))
        {
            switch (attribute.Type)
            {
                case RTA_DST:
                    destination = new IPAddress(attribute.Value);
                    break;
                case RTA_GATEWAY:
                    gateway = new IPAddress(attribute.Value);
                    break;
                case RTA_OIF:
                    link = (int)attribute.UInt32;
                    break;
                default:
                    break;
            }
        }

        return new NetworkRoute(new IPNetwork(destination, header.rtm_dst_len), gateway, link);
    }
}
