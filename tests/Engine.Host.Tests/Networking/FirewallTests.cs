using System.Net;
using System.Net.Sockets;
using Engine.Host.Networking.Firewall;
using Engine.Linux.Nftables;

namespace Engine.Host.Tests.Networking;

/// <summary>The firewall as data.</summary>
public sealed class FirewallTests
{
    [Fact]
    public void A_network_and_a_port_are_elements_and_nothing_else()
    {
        var network = new FirewallNetwork("br-1")
        {
            Subnets = [IPNetwork.Parse("10.0.0.0/24")],
            Protected = [IPNetwork.Parse("10.0.0.0/24")],
            Masqueraded = [IPNetwork.Parse("10.0.0.0/24")],
        };
        Assert.Equal(["bridges", "within", "own4", "subnets4", "masqueraded4"], FirewallElements.Of(network).Select(element => element.Set.Name));
        Assert.Equal(
            ["bridges", "internal", "own4", "subnets4"],
            FirewallElements.Of(network with { Communicates = false, IsInternal = true, Masqueraded = [] }).Select(element => element.Set.Name));

        (NftSet everywhere, NftElement port) = FirewallElements.Of(Port("0.0.0.0"));
        Assert.Equal(("ports4", "06000000" + "1f900000:" + "0a000002" + "00500000"), (everywhere.Name, port.ToString()));
        (NftSet at, NftElement local) = FirewallElements.Of(Port("127.0.0.1"));
        Assert.Equal(("address_ports4", "7f000001" + "06000000" + "1f900000:" + "0a000002" + "00500000"), (at.Name, local.ToString()));
    }

    [Fact]
    public void Every_rule_looks_up_sets_that_there_are_and_jumps_to_chains_that_there_are()
    {
        HashSet<string> sets = [.. FirewallSets.All.Select(set => set.Name)];
        HashSet<string> chains = [.. FirewallChains.All.Select(chain => chain.Name)];
        foreach (NftExpression expression in FirewallChains.All.SelectMany(chain => chain.Rules).SelectMany(rule => rule.Expressions))
        {
            switch (expression)
            {
                case NftExpression.Lookup lookup:
                    Assert.Contains(lookup.Set, sets);
                    break;
                case NftExpression.Verdict { Chain: { } chain }:
                    Assert.Contains(chain, chains);
                    break;
            }
        }
    }

    [Fact]
    public void What_is_published_at_loopback_is_kept_from_the_wire()
    {
        // The rule that returns for 127.0.0.0/8 from elsewhere comes before the jump to the maps (moby #45610).
        NftChain prerouting = Assert.Single(FirewallChains.All, chain => chain.Name == "nat-prerouting");
        int guard = Index(prerouting, rule => rule.Expressions.Any(e => e is NftExpression.Compare { Not: true } c && c.Value.AsSpan().StartsWith("lo\0"u8)));
        int jump = Index(prerouting, rule => rule.Expressions.Any(e => e is NftExpression.Verdict { Chain: "publish" }));
        Assert.InRange(guard, 0, jump - 1);
    }

    private static int Index(NftChain chain, Predicate<NftRule> match) => chain.Rules.ToList().FindIndex(match);

    private static FirewallPort Port(string address) => new(ProtocolType.Tcp, IPAddress.Parse(address), 8080, IPAddress.Parse("10.0.0.2"), 80);
}
