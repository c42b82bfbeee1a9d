using System.Net;
using Engine.Linux.Netlink;

namespace Engine.Linux.Tests.Netlink;

/// <summary>Links, addresses and routes in a real namespace.</summary>
public sealed class RouteRequestTests
{
    [Fact]
    public async Task Pairs_bridges_addresses_and_routes_are_made_and_found_again()
    {
        using PrivateNamespace one = PrivateNamespace.Create();
        using PrivateNamespace other = PrivateNamespace.Create();
        using NetlinkSocket socket = await one.OpenAsync(NetlinkSocket.NETLINK_ROUTE);
        var request = new RouteRequest();
        request.AddBridge(new LinkDefinition { Name = "br0", Up = true, Mtu = 1400 });
        request.SetAlias("br0", "mine");
        socket.Execute(request.Messages);
        NetworkLink bridge = socket.FindLink("br0")!;
        Assert.Equal(("bridge", 1400, "mine", true), (bridge.Kind, bridge.Mtu, bridge.Alias, bridge.IsUp));

        var pair = new RouteRequest();
        pair.AddVeth(new LinkDefinition { Name = "v0", Master = bridge.Index, Up = true }, new LinkDefinition { Name = "eth0", Namespace = other.Descriptor });
        pair.SetBridgePort("v0", hairpin: true, isolated: true);
        pair.AddAddress(bridge.Index, IPAddress.Parse("10.9.0.1"), 24);
        pair.AddRoute(IPNetwork.Parse("10.8.0.0/16"), IPAddress.Parse("10.9.0.2"), bridge.Index);
        socket.Execute(pair.Messages);
        Assert.Equal(bridge.Index, socket.FindLink("v0")!.Master);
        Assert.Contains(socket.Addresses(), a => a is { PrefixLength: 24 } && a.Address.ToString() == "10.9.0.1");
        Assert.Contains(socket.Routes(), r => r.Destination.ToString() == "10.8.0.0/16" && r.Gateway?.ToString() == "10.9.0.2");

        using NetlinkSocket inside = await other.OpenAsync(NetlinkSocket.NETLINK_ROUTE);
        Assert.Equal("veth", inside.FindLink("eth0")!.Kind);
        var removal = new RouteRequest();
        removal.DeleteLink("v0");
        socket.Execute(removal.Messages);
        Assert.Null(inside.FindLink("eth0"));
    }

    [Fact]
    public async Task A_refusal_names_what_was_refused_and_later_messages_are_tried_all_the_same()
    {
        using PrivateNamespace space = PrivateNamespace.Create();
        using NetlinkSocket socket = await space.OpenAsync(NetlinkSocket.NETLINK_ROUTE);
        var request = new RouteRequest();
        request.DeleteLink("nothing");
        request.AddBridge(new LinkDefinition { Name = "br1" });
        LinuxException refused = Assert.Throws<LinuxException>(() => socket.Execute(request.Messages));
        Assert.Equal((Errno.ENODEV, "delete interface nothing"), (refused.Errno, refused.Subject));
        Assert.NotNull(socket.FindLink("br1"));
    }
}
