using System.Net;
using System.Net.Sockets;
using Engine.Linux.Netlink;
using Engine.Linux.Nftables;
using Engine.Linux.Tests.Netlink;
using static Engine.Linux.Nftables.NftExpression;

namespace Engine.Linux.Tests.Nftables;

/// <summary>Tables in a real namespace, read back by the nft program.</summary>
public sealed class NftBatchTests
{
    private static readonly NftSet s_names = new("names", NftType.InterfaceName);
    private static readonly NftSet s_subnets = new("subnets", NftType.IPv4Address) { IsInterval = true };
    private static readonly NftSet s_own = new("own", NftType.IPv4Address, NftType.InterfaceName) { IsInterval = true };
    private static readonly NftSet s_ports = new("ports", NftType.Protocol, NftType.Service) { Data = [NftType.IPv4Address, NftType.Service] };

    [Fact]
    public async Task Nft_reads_what_was_written()
    {
        using PrivateNamespace space = PrivateNamespace.Create();
        using NetlinkSocket socket = await space.OpenAsync(NetlinkSocket.NETLINK_NETFILTER);
        var batch = new NftBatch(NftFamily.Inet, "t");
        batch.AddTable();
        foreach (NftSet set in new[] { s_names, s_subnets, s_own, s_ports })
        {
            batch.AddSet(set);
        }

        batch.AddElements(s_names, [new NftElement(NftValue.OfInterface("br0"))]);
        batch.AddElements(s_subnets, [NftElement.Of(IPNetwork.Parse("10.1.0.0/24")), NftElement.Of(IPNetwork.Parse("10.1.1.0/24"))]);
        batch.AddElements(s_own, [NftElement.Of(IPNetwork.Parse("10.1.0.0/24"), "br0")]);
        batch.AddElements(s_ports, [Port(80, 8080)]);
        batch.AddChain(new NftChain("c") { Type = "nat", Hook = NftHook.Prerouting, Priority = -100 });
        batch.AddRule("c", new NftRule(new Meta(NftMeta.InputInterface), new Lookup("names"), new Verdict(NftVerdict.Return)));
        batch.AddRule("c", new NftRule(
            new Meta(NftMeta.Family), new Compare([(byte)NftFamily.IPv4]), new Meta(NftMeta.Protocol), new Payload(NftHeader.Transport, 2, 2, 1),
            new Lookup("ports", Result: 0), new Translate(NftFamily.IPv4, 0, 1)));
        batch.Commit(socket);

        string listing = Nft(space, "list", "table", "inet", "t");
        Assert.Contains("10.1.0.0/24", listing);
        Assert.Contains("10.1.0.0/24 . \"br0\"", listing);
        Assert.Contains("tcp . 80 : 10.0.0.1 . 8080", listing);
        Assert.Contains("iifname @names return", listing);
        Assert.Contains("dnat ip to meta l4proto . th dport map @ports", listing);
    }

    [Fact]
    public async Task A_batch_is_done_as_a_whole_or_not_at_all_and_its_error_names_the_object()
    {
        using PrivateNamespace space = PrivateNamespace.Create();
        using NetlinkSocket socket = await space.OpenAsync(NetlinkSocket.NETLINK_NETFILTER);
        var batch = new NftBatch(NftFamily.Inet, "t");
        batch.AddTable();
        batch.AddRule("missing", new NftRule(new Counter()));
        LinuxException refused = Assert.Throws<LinuxException>(() => batch.Commit(socket));
        Assert.Equal(Errno.ENOENT, refused.Errno);
        Assert.StartsWith("rule of missing", refused.Subject, StringComparison.Ordinal);

        var again = new NftBatch(NftFamily.Inet, "t");
        again.DeleteTable();
        Assert.Equal(Errno.ENOENT, Assert.Throws<LinuxException>(() => again.Commit(socket)).Errno);
    }

    [Fact]
    public async Task Thousands_of_elements_go_in_and_out_in_one_batch()
    {
        using PrivateNamespace space = PrivateNamespace.Create();
        using NetlinkSocket socket = await space.OpenAsync(NetlinkSocket.NETLINK_NETFILTER);
        NftElement[] elements = [.. Enumerable.Range(1, 5000).Select(port => Port(port, port))];
        var batch = new NftBatch(NftFamily.Inet, "t");
        batch.AddTable();
        batch.AddSet(s_ports);
        batch.AddElements(s_ports, elements);
        batch.Commit(socket);
        var removal = new NftBatch(NftFamily.Inet, "t");
        removal.DeleteElements(s_ports, elements[1..]);
        removal.Commit(socket);

        string listing = Nft(space, "list", "map", "inet", "t", "ports");
        Assert.Contains("tcp . 1 : 10.0.0.1 . 1 }", listing);
    }

    private static NftElement Port(int host, int container) => new(
        NftValue.Concatenate(NftValue.OfProtocol(ProtocolType.Tcp), NftValue.OfPort(host)),
        null,
        NftValue.Concatenate(NftValue.Of(IPAddress.Parse("10.0.0.1")), NftValue.OfPort(container)));

    private static string Nft(PrivateNamespace space, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/nft"), "the nft program (package nftables) is not installed");
        return space.Run("/usr/sbin/nft", arguments);
    }
}
