using System.Net.Sockets;
using System.Text.Json;
using Engine.Host.Errors;
using Engine.Linux;
using Engine.Oci;
using Engine.Oci.Json;
using Engine.Oci.Monitor;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Monitors;

/// <summary>
/// The control connection to one monitor: requests are answered in order, events stand between the answers. It lives as long as the
/// monitor does; a monitor that this process started is waited for at its end.
/// </summary>
internal sealed class MonitorConnection : IDisposable
{
    private readonly MonitorChannel channel;
    private readonly IMonitorEvents events;
    private readonly int pid;
    private readonly SemaphoreSlim asking = new(1, 1);
    private readonly Queue<TaskCompletionSource<Answer>> waiting = new();
    private readonly Task reading;
    private bool closed;
    private volatile bool abandoned;

    /// <param name="socket">Connected to the monitor.</param>
    /// <param name="events">Told of what the monitor says unasked.</param>
    /// <param name="pid">The monitor's process id if it is a child of this process, else 0.</param>
    public MonitorConnection(Socket socket, IMonitorEvents events, int pid)
        : this(new MonitorChannel(socket), events, pid)
    {
    }

    private MonitorConnection(MonitorChannel channel, IMonitorEvents events, int pid)
    {
        this.channel = channel;
        this.events = events;
        this.pid = pid;
        reading = Task.Run(ReadAsync);
    }

    /// <summary>Done when the monitor is gone.</summary>
    public Task Completion => reading;

    /// <summary>Connects to the monitor that listens at <paramref name="path"/>.</summary>
    public static async Task<MonitorConnection> ConnectAsync(string path, IMonitorEvents events, CancellationToken cancellationToken) =>
        new(await MonitorChannel.ConnectAsync(path, cancellationToken), events, 0);

    /// <summary>Launches the container; its first process exists afterwards and waits. Returns which one it is.</summary>
    public async Task<StartedReply> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        Answer answer = await AskAsync(MonitorMessage.Launch, request, OciJson.LaunchRequest, MonitorMessage.Created, cancellationToken);
        return answer.Read(OciJson.StartedReply);
    }

    /// <summary>Releases the first process; its program has been executed afterwards.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => AskAsync(MonitorMessage.Start, MonitorMessage.Started, cancellationToken);

    /// <summary>Sends a signal.</summary>
    public Task SignalAsync(SignalRequest request, CancellationToken cancellationToken) =>
        AskAsync(MonitorMessage.Signal, request, OciJson.SignalRequest, MonitorMessage.Done, cancellationToken);

    /// <summary>Sets the size of a terminal.</summary>
    public Task ResizeAsync(ResizeRequest request, CancellationToken cancellationToken) =>
        AskAsync(MonitorMessage.Resize, request, OciJson.ResizeRequest, MonitorMessage.Done, cancellationToken);

    /// <summary>Freezes the container.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => AskAsync(MonitorMessage.Pause, MonitorMessage.Done, cancellationToken);

    /// <summary>Thaws the container.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken) => AskAsync(MonitorMessage.Resume, MonitorMessage.Done, cancellationToken);

    /// <summary>Asks for events from now on. Returns what the monitor knows now.</summary>
    public async Task<MonitorState> SubscribeAsync(CancellationToken cancellationToken)
    {
        Answer answer = await AskAsync(MonitorMessage.Subscribe, MonitorMessage.State, cancellationToken);
        return answer.Read(OciJson.MonitorState);
    }

    /// <summary>Sets new limits.</summary>
    public Task UpdateAsync(LinuxResources resources, CancellationToken cancellationToken) =>
        AskAsync(MonitorMessage.UpdateResources, resources, OciJson.LinuxResources, MonitorMessage.Done, cancellationToken);

    /// <summary>Hands over a compressed log.</summary>
    public Task LogCompressedAsync(LogCompressedRequest request, CancellationToken cancellationToken) =>
        AskAsync(MonitorMessage.LogCompressed, request, OciJson.LogCompressedRequest, MonitorMessage.Done, cancellationToken);

    /// <summary>Leaves the monitor alone: no event comes any more. One that has not released its program ends then; a running one goes on.</summary>
    public void Dispose()
    {
        abandoned = true;
        channel.Close();
    }

    private Task<Answer> AskAsync(MonitorMessage message, MonitorMessage expected, CancellationToken cancellationToken) =>
        AskAsync(message, ReadOnlyMemory<byte>.Empty, expected, cancellationToken);

    private Task<Answer> AskAsync<T>(MonitorMessage message, T request, JsonFormat<T> format, MonitorMessage expected, CancellationToken cancellationToken) =>
        AskAsync(message, format.Write(request), expected, cancellationToken);

    private async Task<Answer> AskAsync(MonitorMessage message, ReadOnlyMemory<byte> data, MonitorMessage expected, CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        // The order of the queue must be the order on the wire.
        await asking.WaitAsync(cancellationToken);
        try
        {
            lock (waiting)
            {
                if (closed)
                {
                    throw Gone();
                }

                waiting.Enqueue(completion);
            }

            await channel.SendAsync(message, data, CancellationToken.None);
        }
        catch (IOException)
        {
            // The reading loop sees the end too, and fails what waits.
        }
        finally
        {
            asking.Release();
        }

        Answer answer = await completion.Task.WaitAsync(cancellationToken);
        return answer.Message == MonitorMessage.Failed
            ? throw MonitorFailure.Read(answer.Data)
            : answer.Message == expected
                ? answer
                : throw new InternalException($"the monitor answered {message} with {answer.Message}");
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await channel.ReceiveAsync(CancellationToken.None) is { } frame)
            {
                Dispatch(frame);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or JsonException or ObjectDisposedException)
        {
            // However the connection ended, the monitor is of no use any more.
        }
        finally
        {
            Fail();
            channel.Dispose();
        }

        await ReapAsync();
        if (!abandoned)
        {
            events.OnClosed(this);
        }
    }

    private void Dispatch(ReceivedFrame frame)
    {
        switch (frame.Message)
        {
            case MonitorMessage.Exited:
                events.OnExited(this, OciJson.ExitRecord.Read(frame.Data.Span));
                break;
            case MonitorMessage.OomKilled:
                events.OnOomKilled(this);
                break;
            case MonitorMessage.ExecExited:
                events.OnExecExited(this, OciJson.ExecExitRecord.Read(frame.Data.Span));
                break;
            case MonitorMessage.LogRotated:
                events.OnLogRotated(this);
                break;
            default:
                TaskCompletionSource<Answer>? next;
                lock (waiting)
                {
                    waiting.TryDequeue(out next);
                }

                next?.TrySetResult(new Answer(frame.Message, frame.Data.ToArray()));
                break;
        }
    }

    private void Fail()
    {
        lock (waiting)
        {
            closed = true;
            while (waiting.TryDequeue(out TaskCompletionSource<Answer>? next))
            {
                next.TrySetException(Gone());
            }
        }
    }

    // The socket is closed by the kernel when the process ends, so the wait is for microseconds.
    private Task ReapAsync() => pid == 0 ? Task.CompletedTask : Task.Run(() =>
    {
        try
        {
            ChildProcess.Wait(pid);
        }
        catch (LinuxException)
        {
            // Somebody else waited for every child.
        }
    });

    private static UnavailableException Gone() => new("the container's monitor has ended", ErrorCode.MonitorUnreachable);

    private readonly record struct Answer(MonitorMessage Message, ReadOnlyMemory<byte> Data)
    {
        public T Read<T>(JsonFormat<T> format) => format.Read(Data.Span);
    }
}
