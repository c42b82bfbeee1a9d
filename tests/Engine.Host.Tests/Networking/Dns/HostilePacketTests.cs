using Engine.Host.Networking.Dns.Messages;
using Engine.Host.Networking.Dns.Server;

namespace Engine.Host.Tests.Networking.Dns;

/// <summary>Whatever a container sends, the server goes on: no exception, no endless loop, and an answer is a message that can be read.</summary>
public sealed class HostilePacketTests
{
    private readonly byte[] _answer = new byte[QueryAnswer.MaxSize];

    [Theory]
    [InlineData("C00C")]
    [InlineData("C00E" + "C00C")]
    [InlineData("0161C00C")]
    [InlineData("3F")]
    [InlineData("C0")]
    [InlineData("FFFF")]
    [InlineData("4061")]
    [InlineData("8061")]
    public void Names_that_lead_nowhere_are_no_names(string name)
    {
        byte[] message = [.. new byte[DnsHeader.Size], .. Convert.FromHexString(name)];
        var offset = DnsHeader.Size;
        Assert.Equal(-1, DnsName.Read(message, ref offset, new char[DnsName.MaxTextLength]));
    }

    [Fact]
    public void A_label_cannot_pass_for_two()
    {
        byte[] message = [.. Packet.Name("a"), 3, (byte)'a', (byte)'.', (byte)'b', 0];
        var offset = 3;
        var text = new char[DnsName.MaxTextLength];
        Assert.Equal("a\\.b", new string(text.AsSpan(0, DnsName.Read(message, ref offset, text))));
    }

    [Fact]
    public void Damaged_questions_do_no_harm()
    {
        var scope = Scopes.Of(Scopes.Zone("net", ("web", ["www"], ["10.0.0.1", "fd00::1"])));
        var random = new Random(4711);
        byte[][] whole =
        [
            Packet.Ask("web.net", 1, edns: 1232),
            Packet.Ask("1.0.0.10.in-addr.arpa", 12),
            Packet.Ask(string.Join('.', Enumerable.Repeat(new string('x', 60), 4)), 28, edns: 65535),
        ];
        for (var i = 0; i < 200_000; i++)
        {
            byte[] packet = [.. whole[i % whole.Length]];
            for (var flips = random.Next(1, 8); flips > 0; flips--)
            {
                packet[random.Next(packet.Length)] = (byte)random.Next(256);
            }

            Try(packet.AsSpan(0, random.Next(8) == 0 ? random.Next(packet.Length) : packet.Length), scope);
        }
    }

    [Fact]
    public void Noise_does_no_harm()
    {
        var scope = Scopes.Of(Scopes.Zone("net", ("web", [], ["10.0.0.1"])));
        var random = new Random(42);
        var packet = new byte[600];
        for (var i = 0; i < 100_000; i++)
        {
            random.NextBytes(packet);
            packet[2] &= 0x07;
            packet.AsSpan(4, 8).Clear();
            packet[5] = 1;
            packet[11] = (byte)random.Next(4);
            Try(packet.AsSpan(0, random.Next(packet.Length)), scope);
        }
    }

    private void Try(ReadOnlySpan<byte> packet, Host.Networking.Dns.Names.ResolverScope scope)
    {
        var length = QueryAnswer.Write(packet, scope, stream: false, _answer);
        if (length > 0)
        {
            Packet.Read(_answer.AsSpan(0, length));
        }

        Assert.True(length >= QueryAnswer.Unknown);
        QueryAnswer.WriteFailure(packet, DnsResponseCode.ServFail, _answer);
    }
}
