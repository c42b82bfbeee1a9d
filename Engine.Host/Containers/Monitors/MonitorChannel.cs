using System.Buffers;
using System.Net.Sockets;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Monitors;

/// <summary>Frames on one socket to a monitor.</summary>
internal sealed class MonitorChannel : IDisposable
{
    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly byte[] header = new byte[MonitorFrame.HeaderSize];
    private byte[] payload = [];

    public MonitorChannel(Socket socket)
    {
        this.socket = socket;
        stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Connects to the monitor that listens at <paramref name="path"/>.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<MonitorChannel> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new MonitorChannel(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one frame whole; frames of several callers do not mix.</summary>
    public async ValueTask SendAsync(MonitorMessage message, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        int length = MonitorFrame.HeaderSize + data.Length;
        byte[] frame = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            MonitorFrame.WriteHeader(frame, message, data.Length);
            data.CopyTo(frame.AsMemory(MonitorFrame.HeaderSize));
            await writing.WaitAsync(cancellationToken);
            try
            {
                // A frame that was begun is finished: half of one would spoil the connection for everybody.
                await stream.WriteAsync(frame.AsMemory(0, length), CancellationToken.None);
            }
            finally
            {
                writing.Release();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    /// <summary>The next frame, or null at the end. Its data is valid until the next call. One reader at a time.</summary>
    /// <exception cref="InvalidDataException">What came is no frame.</exception>
    public async ValueTask<ReceivedFrame?> ReceiveAsync(CancellationToken cancellationToken)
    {
        int got = await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken);
        if (got < header.Length)
        {
            return null;
        }

        if (!MonitorFrame.TryReadHeader(header, out MonitorMessage message, out int length))
        {
            throw new InvalidDataException($"a monitor sent a frame of kind {message} and {length} bytes");
        }

        if (payload.Length < length)
        {
            payload = new byte[Math.Max(length, 4096)];
        }

        got = await stream.ReadAtLeastAsync(payload.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken);
        return got < length ? null : new ReceivedFrame(message, payload.AsMemory(0, length));
    }

    /// <summary>Ends both directions at once; a pending receive returns null.</summary>
    public void Close()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other end was faster.
        }
    }

    public void Dispose()
    {
        Close();
        stream.Dispose();
    }
}
