using System.Net.Sockets;
using Engine.Host.Containers.Sessions;
using Engine.Host.Errors;
using Engine.Oci;
using Engine.Oci.Json;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Monitors;

/// <summary>A connection to a monitor that carries the streams of its container or of an exec.</summary>
internal sealed class MonitorStream : IContainerSession
{
    private readonly MonitorChannel channel;

    private MonitorStream(MonitorChannel channel, bool tty)
    {
        this.channel = channel;
        Tty = tty;
    }

    public bool Tty { get; }

    public ExitRecord? Exit { get; private set; }

    /// <summary>The process id of an exec that this connection started.</summary>
    public int Pid { get; private init; }

    /// <summary>Attaches to the container, or to an exec.</summary>
    public static async Task<MonitorStream> AttachAsync(string socketPath, AttachRequest request, bool tty, CancellationToken cancellationToken)
    {
        MonitorChannel channel = await OpenAsync(
            socketPath, MonitorMessage.Attach, request, OciJson.AttachRequest, MonitorMessage.Done, null, cancellationToken);
        return new MonitorStream(channel, tty);
    }

    /// <summary>Starts an exec; its program has been executed afterwards.</summary>
    public static async Task<MonitorStream> ExecAsync(string socketPath, ExecRequest request, CancellationToken cancellationToken)
    {
        int pid = 0;
        MonitorChannel channel = await OpenAsync(
            socketPath,
            MonitorMessage.Exec,
            request,
            OciJson.ExecRequest,
            MonitorMessage.Started,
            data => pid = OciJson.StartedReply.Read(data.Span).Pid,
            cancellationToken);
        return new MonitorStream(channel, request.Process.Terminal) { Pid = pid };
    }

    public async ValueTask WriteStdinAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            ReadOnlyMemory<byte> piece = data[..Math.Min(data.Length, MonitorFrame.MaxStreamPayload)];
            await channel.SendAsync(MonitorMessage.Stdin, piece, cancellationToken);
            data = data[piece.Length..];
        }
    }

    public ValueTask CloseStdinAsync(CancellationToken cancellationToken) =>
        channel.SendAsync(MonitorMessage.StdinEnd, ReadOnlyMemory<byte>.Empty, cancellationToken);

    public async ValueTask<StreamFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        while (Exit is null)
        {
            ReceivedFrame? received;
            try
            {
                received = await channel.ReceiveAsync(cancellationToken);
            }
            catch (IOException)
            {
                return null;
            }

            if (received is not { } frame)
            {
                return null;
            }

            switch (frame.Message)
            {
                case MonitorMessage.Stdout when !frame.Data.IsEmpty:
                    return new StreamFrame(StreamKind.Stdout, frame.Data);
                case MonitorMessage.Stderr when !frame.Data.IsEmpty:
                    return new StreamFrame(StreamKind.Stderr, frame.Data);
                case MonitorMessage.Exited:
                    Exit = OciJson.ExitRecord.Read(frame.Data.Span);
                    break;
            }
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<MonitorChannel> OpenAsync<T>(
        string socketPath,
        MonitorMessage message,
        T request,
        JsonFormat<T> format,
        MonitorMessage expected,
        Action<ReadOnlyMemory<byte>>? onAnswer,
        CancellationToken cancellationToken)
    {
        MonitorChannel channel;
        try
        {
            channel = await MonitorChannel.ConnectAsync(socketPath, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new UnavailableException($"the container's monitor cannot be reached: {e.Message}", ErrorCode.MonitorUnreachable, e);
        }

        try
        {
            await channel.SendAsync(message, format.Write(request), cancellationToken);
            ReceivedFrame answer = await channel.ReceiveAsync(cancellationToken)
                ?? throw new UnavailableException("the container's monitor has ended", ErrorCode.MonitorUnreachable);
            if (answer.Message == MonitorMessage.Failed)
            {
                throw MonitorFailure.Read(answer.Data);
            }

            if (answer.Message != expected)
            {
                throw new InternalException($"the monitor answered {message} with {answer.Message}");
            }

            onAnswer?.Invoke(answer.Data);
            return channel;
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }
}
