using System.Collections.Concurrent;
using System.Net.Sockets;
using Engine.Host.Containers.Monitors;
using Engine.Linux;
using Engine.Oci;
using Engine.Oci.Monitor;

namespace Engine.Host.Tests.Containers;

/// <summary>Monitors within the test's process: they speak the wire and run nothing. A test ends their containers.</summary>
internal sealed class FakeMonitorLauncher : IMonitorLauncher
{
    private readonly ConcurrentDictionary<string, FakeMonitor> bySocket = new();

    /// <summary>What the next launches answer, or null for success.</summary>
    public FailedReply? LaunchFailure { get; set; }

    /// <summary>What the next starts answer, or null for success.</summary>
    public FailedReply? StartFailure { get; set; }

    /// <summary>The monitor of a container's socket.</summary>
    public FakeMonitor this[string socketPath] => bySocket[socketPath];

    public MonitorConnection Start(IMonitorEvents events)
    {
        (Socket ours, Socket theirs) = Pair();
        _ = new FakeMonitor(theirs, this).RunAsync();
        return new MonitorConnection(ours, events, 0);
    }

    public Task<MonitorConnection?> ConnectAsync(string socketPath, IMonitorEvents events, CancellationToken cancellationToken)
    {
        if (!bySocket.TryGetValue(socketPath, out FakeMonitor? monitor) || monitor.HasEnded)
        {
            return Task.FromResult<MonitorConnection?>(null);
        }

        (Socket ours, Socket theirs) = Pair();
        _ = monitor.ServeAsync(theirs);
        return Task.FromResult<MonitorConnection?>(new MonitorConnection(ours, events, 0));
    }

    private static (Socket Ours, Socket Theirs) Pair()
    {
        (FileDescriptor first, FileDescriptor second) = UnixSocket.CreatePair();
        return (Adopt(first), Adopt(second));
    }

    private static Socket Adopt(FileDescriptor descriptor)
    {
        var socket = new Socket(new SafeSocketHandle(descriptor.Number, ownsHandle: true));
        descriptor.SetHandleAsInvalid();
        return socket;
    }

    /// <summary>One container's monitor.</summary>
    internal sealed class FakeMonitor(Socket control, FakeMonitorLauncher launcher)
    {
        private readonly List<MonitorChannel> subscribers = [];
        private readonly List<MonitorChannel> channels = [];
        private MonitorState state = new() { Id = "", Pid = 4242, StartTime = 7, Execs = [] };

        public LaunchRequest Request { get; private set; } = null!;

        public bool HasEnded { get; private set; }

        public ConcurrentQueue<int> SignalsReceived { get; } = new();

        /// <summary>Signals that end the container, with the status of a process killed by them.</summary>
        public HashSet<int> Deadly { get; } = [9, 15];

        public Task RunAsync() => ServeAsync(control);

        /// <summary>The program ends.</summary>
        public async Task ExitAsync(int exitCode)
        {
            var exit = new ExitRecord { ExitCode = exitCode, FinishedAt = DateTimeOffset.UtcNow };
            byte[] document = OciJson.ExitRecord.Write(exit);
            File.WriteAllBytes(Request.ExitPath, document);
            HasEnded = true;
            File.Delete(Request.SocketPath);
            foreach (MonitorChannel subscriber in subscribers.ToArray())
            {
                try
                {
                    await subscriber.SendAsync(MonitorMessage.Exited, document, CancellationToken.None);
                }
                catch (Exception e) when (e is IOException or ObjectDisposedException)
                {
                    // This host was killed.
                }
            }

            Vanish();
        }

        /// <summary>The monitor is killed.</summary>
        public void Vanish()
        {
            HasEnded = true;
            channels.ForEach(channel => channel.Close());
        }

        public async Task ServeAsync(Socket socket)
        {
            using var channel = new MonitorChannel(socket);
            channels.Add(channel);
            try
            {
                while (await channel.ReceiveAsync(CancellationToken.None) is { } frame)
                {
                    await AnswerAsync(channel, frame);
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // The host left, or the test ended the monitor.
            }
        }

        private async Task AnswerAsync(MonitorChannel channel, ReceivedFrame frame)
        {
            switch (frame.Message)
            {
                case MonitorMessage.Launch when launcher.LaunchFailure is { } failure:
                    await SendAsync(channel, MonitorMessage.Failed, OciJson.FailedReply.Write(failure));
                    channel.Close();
                    break;
                case MonitorMessage.Launch:
                    Request = OciJson.LaunchRequest.Read(frame.Data.Span);
                    state = state with { Id = Request.Id };
                    File.WriteAllText(Request.SocketPath, "");
                    launcher.bySocket[Request.SocketPath] = this;
                    await SendAsync(channel, MonitorMessage.Created, OciJson.StartedReply.Write(new StartedReply { Pid = 4242 }));
                    break;
                case MonitorMessage.Start when launcher.StartFailure is { } failure:
                    await SendAsync(channel, MonitorMessage.Failed, OciJson.FailedReply.Write(failure));
                    Vanish();
                    break;
                case MonitorMessage.Start:
                    state = state with { Running = true };
                    await SendAsync(channel, MonitorMessage.Started, OciJson.StartedReply.Write(new StartedReply { Pid = 4242 }));
                    break;
                case MonitorMessage.Subscribe:
                    subscribers.Add(channel);
                    await SendAsync(channel, MonitorMessage.State, OciJson.MonitorState.Write(state));
                    break;
                case MonitorMessage.Signal:
                    int signal = OciJson.SignalRequest.Read(frame.Data.Span).Signal;
                    SignalsReceived.Enqueue(signal);
                    await SendAsync(channel, MonitorMessage.Done, default);
                    if (Deadly.Contains(signal))
                    {
                        await ExitAsync(128 + signal);
                    }

                    break;
                default:
                    state = state with { Paused = frame.Message == MonitorMessage.Pause || (state.Paused && frame.Message != MonitorMessage.Resume) };
                    await SendAsync(channel, MonitorMessage.Done, default);
                    break;
            }
        }

        private static ValueTask SendAsync(MonitorChannel channel, MonitorMessage message, ReadOnlyMemory<byte> data) =>
            channel.SendAsync(message, data, CancellationToken.None);
    }
}
