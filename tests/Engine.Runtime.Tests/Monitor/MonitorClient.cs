using System.Net.Sockets;
using System.Text;
using Engine.Linux;
using Engine.Oci.Json;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Tests.Monitor;

/// <summary>One connection to a monitor.</summary>
internal sealed class MonitorClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;

    public MonitorClient(FileDescriptor socket)
    {
        _socket = new Socket(new SafeSocketHandle(socket.Number, ownsHandle: true)) { Blocking = false };
        socket.SetHandleAsInvalid();
    }

    public MonitorClient(string path)
    {
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        _socket.Blocking = false;
    }

    /// <summary>Sends a frame.</summary>
    public void Send(MonitorMessage message, ReadOnlySpan<byte> payload = default)
    {
        var frame = new byte[MonitorFrame.HeaderSize + payload.Length];
        MonitorFrame.WriteHeader(frame, message, payload.Length);
        payload.CopyTo(frame.AsSpan(MonitorFrame.HeaderSize));
        SendRaw(frame);
    }

    /// <summary>Sends bytes that need not be a frame.</summary>
    public void SendRaw(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            Assert.True(_socket.Poll(s_patience, SelectMode.SelectWrite), "the monitor takes nothing");
            sent += _socket.Send(bytes.AsSpan(sent));
        }
    }

    /// <summary>Sends a request and requires its answer.</summary>
    public byte[] Ask<T>(MonitorMessage message, T request, JsonFormat<T> format, MonitorMessage expected) => Ask(message, format.Write(request), expected);

    /// <inheritdoc cref="Ask{T}"/>
    public byte[] Ask(MonitorMessage message, ReadOnlySpan<byte> payload, MonitorMessage expected)
    {
        Send(message, payload);
        return Await(expected);
    }

    /// <summary>Requires that this is the next frame; its payload.</summary>
    public byte[] Await(MonitorMessage expected)
    {
        var (message, payload) = Read();
        Assert.True(message == expected, $"{message} instead of {expected}: {Encoding.UTF8.GetString(payload)}");
        return payload;
    }

    /// <summary>The next frame; <see cref="MonitorMessage.None"/> at the end.</summary>
    public (MonitorMessage Message, byte[] Payload) Read()
    {
        var header = Receive(MonitorFrame.HeaderSize);
        if (header.Length == 0)
        {
            return (MonitorMessage.None, []);
        }

        Assert.True(MonitorFrame.TryReadHeader(header, out var message, out var length));
        return (message, Receive(length));
    }

    /// <summary>What the process writes until its output contains <paramref name="text"/>.</summary>
    public string ReadUntil(string text)
    {
        var output = new StringBuilder();
        while (!output.ToString().Contains(text, StringComparison.Ordinal))
        {
            var (message, payload) = Read();
            Assert.True(message is MonitorMessage.Stdout or MonitorMessage.Stderr, $"{message} after «{output}»");
            output.Append(Encoding.UTF8.GetString(payload));
        }

        return output.ToString();
    }

    public void Dispose() => _socket.Dispose();

    private byte[] Receive(int length)
    {
        var bytes = new byte[length];
        for (var got = 0; got < length;)
        {
            Assert.True(_socket.Poll(s_patience, SelectMode.SelectRead), "the monitor says nothing");
            var count = _socket.Receive(bytes.AsSpan(got));
            if (count == 0)
            {
                Assert.Equal(0, got);
                return [];
            }

            got += count;
        }

        return bytes;
    }
}
