using Engine.Host.Networking;
using Engine.Host.Networking.Dns;
using Engine.Host.Networking.Dns.Names;

namespace Engine.Host.Tests.Networking.Dns;

public sealed class NamedContainerTests
{
    private static readonly Dictionary<string, Network> s_networks = new[] { Network("bridge"), Network("a"), Network("b"), Network("six"), Network("inner", isInternal: true) }
        .ToDictionary(network => network.Id);

    [Fact]
    public void The_network_that_leads_out_is_asked_first_and_of_those_one_with_both_families()
    {
        var named = Describe(Bond("inner", "10.0.4.2"), Bond("a", "10.0.1.2"), Bond("six", "10.0.3.2", "fd00::2"), Bond("b", "10.0.2.2", priority: 1));
        Assert.Equal(["b", "six", "a", "inner"], named.Scope.Networks.Select(network => network.Zone.Name));
        Assert.True(named.Scope.Forwards);
        Assert.True(named.HasIPv6);
    }

    [Fact]
    public void Only_networks_of_ones_own_have_names_but_any_way_out_lets_others_be_asked()
    {
        Assert.Empty(Describe(Bond("bridge", "10.0.0.2")).Endpoints);
        Assert.False(Describe(Bond("inner", "10.0.4.2")).Scope.Forwards);
        Assert.True(Describe(Bond("bridge", "10.0.0.2"), Bond("inner", "10.0.4.2")).Scope.Forwards);
    }

    [Fact]
    public void It_is_found_by_its_name_its_aliases_its_short_id_and_its_host_name()
    {
        var named = Describe(Bond("a", "10.0.1.2"));
        Assert.Equal(["alias", new string('c', 12), "box", "web"], named.Endpoints["a-id"].Keys);
        Assert.Equal(["10.0.1.2\tbox"], named.HostsLines);
    }

    [Theory]
    [InlineData("db:data", "data", "db")]
    [InlineData("/db:/web/data", "data", "db")]
    [InlineData("db", "db", "db")]
    public void A_link_is_an_alias_and_a_container(string link, string alias, string container) =>
        Assert.Equal(new(alias, container), NamedContainer.ParseLink(link));

    private static NamedContainer Describe(params NetworkAttachment[] bonds)
    {
        var container = Containers.Containers.New(configuration => configuration with { Hostname = "box" }) with
        {
            Id = new string('c', 64),
            Name = "web",
            Networks = bonds,
        };
        return NamedContainer.Of(container, s_networks.GetValueOrDefault, network => new NetworkZone(network.Name), []);
    }

    private static NetworkAttachment Bond(string network, string address, string address6 = "", int priority = 0) => new()
    {
        NetworkId = network + "-id",
        NetworkName = network,
        Settings = new EndpointSettings { Aliases = ["alias"], GatewayPriority = priority },
        Endpoint = new Endpoint { Id = network, IPv4Address = address, IPv6Address = address6 },
    };

    private static Network Network(string name, bool isInternal = false) =>
        new() { Id = name + "-id", Name = name, Created = DateTimeOffset.UnixEpoch, Driver = "bridge", Internal = isInternal };
}
