using System.Net;
using System.Net.Sockets;
using Engine.Host.Configuration;
using Engine.Host.Errors;
using Engine.Host.Networking;
using Engine.Host.Networking.Ipam;

namespace Engine.Host.Tests.Networking;

/// <summary>Address management without a kernel.</summary>
public sealed class AddressTests
{
    [Fact]
    public void The_lowest_free_address_is_given_but_those_of_others_are_not()
    {
        var allocator = new AddressAllocator(new IpamPool
        {
            Subnet = "10.0.0.0/29",
            Gateway = "10.0.0.1",
            AuxiliaryAddresses = new Dictionary<string, string> { ["printer"] = "10.0.0.3" },
        });
        Assert.Equal("10.0.0.2", allocator.TakeAny([])?.ToString());
        Assert.True(allocator.TryTake(IPAddress.Parse("10.0.0.5")));
        Assert.False(allocator.TryTake(IPAddress.Parse("10.0.0.5")));
        Assert.Equal("10.0.0.4", allocator.TakeAny([])?.ToString());
        Assert.Equal("10.0.0.6", allocator.TakeAny([])?.ToString());
        Assert.Null(allocator.TakeAny([]));
        allocator.Release(IPAddress.Parse("10.0.0.4"));
        Assert.Equal("10.0.0.4", allocator.TakeAny([])?.ToString());
    }

    [Fact]
    public void What_a_stopped_container_wants_is_given_to_others_last()
    {
        var allocator = new AddressAllocator(new IpamPool { Subnet = "10.0.0.0/29", Gateway = "10.0.0.1" });
        IPAddress[] promised = [IPAddress.Parse("10.0.0.2"), IPAddress.Parse("10.0.0.4")];
        Assert.Equal(
            ["10.0.0.3", "10.0.0.5", "10.0.0.6", "10.0.0.2", "10.0.0.4", null],
            Enumerable.Range(0, 6).Select(_ => allocator.TakeAny(promised)?.ToString()));
    }

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.128/25", "10.0.0.128")] // an inner range has no network address
    [InlineData("10.0.0.0/24", "10.0.0.0/25", "10.0.0.2")]
    [InlineData("fd00::/64", null, "fd00::2")]
    [InlineData("10.0.0.0/31", null, "10.0.0.0")]
    public void A_range_is_kept(string subnet, string? range, string first) => Assert.Equal(
        first,
        new AddressAllocator(new IpamPool { Subnet = subnet, IPRange = range, Gateway = subnet.Contains(':') ? "fd00::1" : "10.0.0.1" }).TakeAny([])?.ToString());

    [Fact]
    public void Subnets_are_chosen_past_everything_that_is_used()
    {
        var chooser = new SubnetChooser([new AddressPool(IPNetwork.Parse("10.0.0.0/22"), 24)], "engine");
        AddressRange[] used = [Range("10.0.0.128/25"), Range("10.0.2.0/24")];
        Assert.Equal("10.0.1.0/24", chooser.Choose(AddressFamily.InterNetwork, used).ToString());
        Assert.Equal("10.0.3.0/24", chooser.Choose(AddressFamily.InterNetwork, [.. used, Range("10.0.1.0/30")]).ToString());
        var none = Assert.Throws<ForbiddenException>(() => chooser.Choose(AddressFamily.InterNetwork, [Range("10.0.0.0/8")]));
        Assert.Equal("all predefined address pools have been fully subnetted", none.Message);
    }

    [Fact]
    public void The_built_in_pools_hold_more_than_a_thousand_networks()
    {
        var chooser = new SubnetChooser([], "engine");
        var used = new List<AddressRange>();
        for (int i = 0; i < 1200; i++)
        {
            var chosen = AddressRange.Of(chooser.Choose(AddressFamily.InterNetwork, used));
            Assert.DoesNotContain(used, range => range.Overlaps(chosen));
            used.Add(chosen);
        }

        Assert.StartsWith("fd", chooser.Choose(AddressFamily.InterNetworkV6, []).ToString());
    }

    private static AddressRange Range(string network) => AddressRange.Of(IPNetwork.Parse(network));
}
