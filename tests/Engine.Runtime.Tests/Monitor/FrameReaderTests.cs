using System.Text;
using Engine.Oci.Monitor;
using Engine.Runtime.Monitor;

namespace Engine.Runtime.Tests.Monitor;

public sealed class FrameReaderTests : IFrameSink
{
    private readonly List<string> _seen = [];
    private readonly StringBuilder _stdin = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1000)]
    public void Frames_come_whole_however_the_bytes_arrive(int pieceLength)
    {
        byte[] bytes = [.. Frame(MonitorMessage.Signal, "{\"signal\":9}"), .. Frame(MonitorMessage.GetState, ""), .. Frame(MonitorMessage.Stdin, "some input"),
            .. Frame(MonitorMessage.StdinEnd, ""), .. Frame(MonitorMessage.Resize, "{}")];
        using var reader = new FrameReader(this);
        foreach (var piece in bytes.Chunk(pieceLength))
        {
            Assert.True(reader.Read(piece));
        }

        Assert.Equal(["Signal {\"signal\":9}", "GetState ", "StdinEnd", "Resize {}"], _seen);
        Assert.Equal("some input", _stdin.ToString());
    }

    [Fact]
    public void Large_payload_is_collected()
    {
        var text = new string('x', 1_000_000);
        using var reader = new FrameReader(this);
        foreach (var piece in Frame(MonitorMessage.Launch, text).Chunk(65536))
        {
            Assert.True(reader.Read(piece));
        }

        Assert.Equal("Launch " + text, Assert.Single(_seen));
    }

    [Theory]
    [InlineData(MonitorMessage.Launch, MonitorFrame.MaxPayload + 1u, 0)]
    [InlineData(MonitorMessage.Launch, uint.MaxValue, 0)]
    [InlineData(MonitorMessage.Stdin, MonitorFrame.MaxStreamPayload + 1u, 0)]
    [InlineData(MonitorMessage.Launch, 1u, 1)]
    public void Header_that_breaks_the_rules_ends_the_connection(MonitorMessage message, uint length, ushort reserved)
    {
        using var reader = new FrameReader(this);
        Assert.False(reader.Read([.. BitConverter.GetBytes(length), .. BitConverter.GetBytes((ushort)message), .. BitConverter.GetBytes(reserved)]));
        Assert.Empty(_seen);
    }

    bool IFrameSink.OnFrame(MonitorMessage message, ReadOnlySpan<byte> payload)
    {
        _seen.Add($"{message} {Encoding.UTF8.GetString(payload)}");
        return true;
    }

    bool IFrameSink.OnStreamData(MonitorMessage message, ReadOnlySpan<byte> data)
    {
        _stdin.Append(Encoding.UTF8.GetString(data));
        if (message == MonitorMessage.StdinEnd)
        {
            _seen.Add("StdinEnd");
        }

        return true;
    }

    private static byte[] Frame(MonitorMessage message, string payload)
    {
        var frame = new byte[MonitorFrame.HeaderSize + payload.Length];
        MonitorFrame.WriteHeader(frame, message, payload.Length);
        Encoding.UTF8.GetBytes(payload, frame.AsSpan(MonitorFrame.HeaderSize));
        return frame;
    }
}
