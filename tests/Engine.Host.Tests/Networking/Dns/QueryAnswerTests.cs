using Engine.Host.Networking.Dns.Messages;
using Engine.Host.Networking.Dns.Names;
using Engine.Host.Networking.Dns.Server;

namespace Engine.Host.Tests.Networking.Dns;

public sealed class QueryAnswerTests
{
    private const int A = 1;
    private const int PTR = 12;
    private const int MX = 15;
    private const int AAAA = 28;

    private static readonly NetworkZone s_front = Scopes.Zone(
        "front",
        ("web", ["www", "Dotted.Alias", "0123456789ab"], ["10.1.0.2"]),
        ("api1", ["api"], ["10.1.0.3"]),
        ("api2", ["api"], ["10.1.0.4"]));

    private static readonly NetworkZone s_back = Scopes.Zone("back.net", ("web", [], ["10.2.0.2", "fd00::2"]), ("db", [], ["10.2.0.9"]));

    private readonly ResolverScope _scope = Scopes.Of(s_front, s_back);

    [Theory]
    [InlineData("web", "10.1.0.2")]
    [InlineData("WEB", "10.1.0.2")]
    [InlineData("dotted.alias", "10.1.0.2")]
    [InlineData("0123456789ab", "10.1.0.2")]
    [InlineData("web.front", "10.1.0.2")]
    [InlineData("web.back.net", "10.2.0.2")]
    [InlineData("dotted.alias.front", "10.1.0.2")]
    [InlineData("db", "10.2.0.9")]
    public void A_name_has_the_address_of_the_first_network_that_knows_it(string name, string address)
    {
        var reply = _scope.Answer(Packet.Ask(name, A))!;
        Assert.Equal(DnsResponseCode.NoError, reply.Code);
        Assert.Equal((name.ToLowerInvariant(), A, 600, address), Assert.Single(reply.Records));
        Assert.Equal(0x8180, reply.Flags);
        Assert.Equal(0x1234, reply.Id);
    }

    [Fact]
    public void The_answer_is_what_dockerd_sends_to_the_byte() => Assert.Equal(
        Convert.FromHexString("1234" + "8180" + "0001000100000000" + "0657656B32743100" + "00010001" + "C00C" + "00010001" + "00000258" + "0004" + "0A010002"),
        Raw(Packet.Ask("Wek2t1", A), Scopes.Of(Scopes.Zone("n", ("wek2t1", [], ["10.1.0.2"])))));

    [Theory]
    [InlineData("web", AAAA, "fd00::2")]
    [InlineData("web.front", AAAA, null)]
    [InlineData("api", AAAA, null)]
    [InlineData("db", MX, null)]
    public void A_known_name_without_such_a_record_has_no_data_and_is_nobody_elses(string name, int type, string? data)
    {
        var reply = _scope.Answer(Packet.Ask(name, type))!;
        Assert.Equal(DnsResponseCode.NoError, reply.Code);
        Assert.Equal(data is null ? [] : [data], reply.Data);
    }

    [Theory]
    [InlineData("nosuch", A)]
    [InlineData("web.other", A)]
    [InlineData("db.front", A)]
    [InlineData("9.9.9.10.in-addr.arpa", PTR)]
    [InlineData("web.front.", MX, true)]
    [InlineData("", A)]
    public void Others_are_asked_what_is_not_known(string name, int type, bool isKnown = false) =>
        Assert.Equal(isKnown, QueryAnswer.Write(Packet.Ask(name, type), _scope, false, new byte[QueryAnswer.MaxSize]) != QueryAnswer.Unknown);

    [Fact]
    public void Containers_of_internal_networks_ask_nobody_else() => Assert.All(
        ["nosuch", "example.com", "1.1.1.1.in-addr.arpa"],
        name => Assert.Equal(DnsResponseCode.ServFail, (_scope with { Forwards = false }).Answer(Packet.Ask(name, name.EndsWith("arpa", StringComparison.Ordinal) ? PTR : A))!.Code));

    [Fact]
    public void Several_take_turns()
    {
        var first = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var reply = _scope.Answer(Packet.Ask("api", A))!;
            Assert.Equal(["10.1.0.3", "10.1.0.4"], reply.Data.Order());
            first.Add(reply.Data.First());
        }

        Assert.Equal(2, first.Count);
    }

    [Theory]
    [InlineData("2.0.1.10.in-addr.arpa", "web.front")]
    [InlineData("2.0.2.10.in-addr.arpa", "web.back.net")]
    [InlineData("2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa", "web.back.net")]
    public void Addresses_have_names(string name, string host) => Assert.Equal(host, Assert.Single(_scope.Answer(Packet.Ask(name, PTR))!.Data));

    [Fact]
    public void A_link_is_the_name_of_one_container_for_one_container()
    {
        var scope = _scope with { Networks = [new ScopedNetwork(s_front, [new("lk", "web")])] };
        Assert.Equal(["10.1.0.2"], scope.Answer(Packet.Ask("LK", A))!.Data);
        Assert.Null(_scope.Answer(Packet.Ask("lk", A)));
    }

    [Fact]
    public void Many_addresses_are_cut_for_UDP_and_whole_by_TCP()
    {
        var scope = Scopes.Of(Scopes.Zone("n", [.. Enumerable.Range(1, 100).Select(i => ($"c{i}", new[] { "many" }, new[] { $"10.0.0.{i}" }))]));
        var plain = scope.Answer(Packet.Ask("many", A))!;
        Assert.True(plain.IsTruncated);
        Assert.Equal((512 - 12 - 10) / 16, plain.Records.Count);
        var large = scope.Answer(Packet.Ask("many", A, edns: 1232))!;
        Assert.True(large.IsTruncated);
        Assert.Equal((1232 - 12 - 10 - 11) / 16, large.Data.Count());
        Assert.Equal((41, 100), (large.Records[^1].Type, scope.Answer(Packet.Ask("many", A), stream: true)!.Records.Count));
        Assert.False(scope.Answer(Packet.Ask("many", A, edns: 4096))!.IsTruncated);
    }

    [Fact]
    public void What_cannot_be_answered_is_refused_in_the_right_words()
    {
        Assert.Equal(DnsResponseCode.FormErr, _scope.Answer([.. Packet.Ask("web", A).AsSpan(0, 15)])!.Code);
        Assert.Equal(DnsResponseCode.FormErr, _scope.Answer(Packet.Ask(new string('x', 64), A))!.Code);
        Assert.Equal(DnsResponseCode.NotImp, _scope.Answer(Packet.Ask("web", A, flags: 0x2800))!.Code);
        var version = _scope.Answer(Packet.Ask("web", A, edns: 4096, ednsVersion: 1))!;
        Assert.Equal((DnsResponseCode.NoError, 1 << 24), (version.Code, version.Records[^1].TimeToLive));
        Assert.Null(_scope.Answer(Packet.Ask("web", A, flags: 0x8100)));
        Assert.Null(_scope.Answer([1, 2, 3]));
    }

    [Fact]
    public void A_name_goes_with_its_endpoint()
    {
        var zone = Scopes.Zone("n", ("a", ["x"], ["10.0.0.1"]), ("b", ["x"], ["10.0.0.2"]));
        var scope = Scopes.Of(zone);
        zone.Remove("a-id");
        Assert.Equal(["10.0.0.2"], scope.Answer(Packet.Ask("x", A))!.Data);
        Assert.Null(scope.Answer(Packet.Ask("a", A)));
        zone.Set(new NamedEndpoint("b-id", "c", [], [System.Net.IPAddress.Parse("10.0.0.3")]));
        Assert.Null(scope.Answer(Packet.Ask("x", A)));
        Assert.Equal(["10.0.0.3"], scope.Answer(Packet.Ask("c", A))!.Data);
        Assert.Null(scope.Answer(Packet.Ask("2.0.0.10.in-addr.arpa", PTR)));
    }

    [Fact]
    public void Single_labels_are_left_to_the_search_domains_of_who_wants_it()
    {
        var scope = _scope with { KeepsSingleLabels = true };
        Assert.Equal(DnsResponseCode.NXDomain, scope.Answer(Packet.Ask("nosuch", A))!.Code);
        Assert.Null(scope.Answer(Packet.Ask("nosuch.example.org", A)));
        Assert.Equal(["10.1.0.2"], scope.Answer(Packet.Ask("web", A))!.Data);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var packet = Packet.Ask("api", A, edns: 1232);
        var reverse = Packet.Ask("2.0.1.10.in-addr.arpa", PTR);
        var answer = new byte[QueryAnswer.MaxSize];
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                QueryAnswer.Write(packet, _scope, stream: false, answer);
                QueryAnswer.Write(reverse, _scope, stream: false, answer);
            }

            if (round == 1)
            {
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }
    }

    private static byte[] Raw(byte[] packet, ResolverScope scope)
    {
        var buffer = new byte[QueryAnswer.MaxSize];
        return buffer[..QueryAnswer.Write(packet, scope, stream: false, buffer)];
    }
}
