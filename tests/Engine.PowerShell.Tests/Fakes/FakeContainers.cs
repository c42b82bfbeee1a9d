using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Engine.Protocol;

namespace Engine.PowerShell.Tests.Fakes;

/// <summary>Containers as far as the module can tell them from real ones.</summary>
public sealed class FakeContainers(CallLog calls) : IContainerService
{
    private readonly ConcurrentDictionary<string, ContainerInfo> _byName = new();

    /// <summary>Completed when the engine saw that a follower or an exec was ended by its client.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set by the first entry of a followed log.</summary>
    public TaskCompletionSource Following { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ContainerSpec? LastSpec { get; private set; }

    public void Add(string name, ContainerState state) => _byName[name] = Info(name, state, new ContainerSpec { Image = "busybox" });

    public Task<ContainerCreated> CreateContainerAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        LastSpec = spec;
        if (spec.Image != "busybox")
        {
            throw FakeFailure.Of(EngineErrorCode.NotFound, EngineErrorIds.ImageNotFound, $"No such image: {spec.Image}", spec.Image);
        }

        var name = spec.Name ?? "invented";
        if (!_byName.TryAdd(name, Info(name, ContainerState.Created, spec)))
        {
            throw FakeFailure.Of(EngineErrorCode.Conflict, EngineErrorIds.ContainerNameInUse, $"The name {name} is in use.", name);
        }

        calls.Add($"create {name}");
        return Task.FromResult(new ContainerCreated { Id = _byName[name].Id, Warnings = ["no swap limit"] });
    }

    public Task StartContainerAsync(string container, CancellationToken cancellationToken) => Change("start", container, ContainerState.Running);

    public Task StopContainerAsync(string container, TimeSpan? timeout, string? signal, bool wait, CancellationToken cancellationToken) =>
        Change(wait ? "stop" : "ask", container, ContainerState.Exited);

    public Task RestartContainerAsync(string container, TimeSpan? timeout, string? signal, bool wait, CancellationToken cancellationToken) =>
        Change("restart", container, ContainerState.Running);

    public Task KillContainerAsync(string container, string signal, CancellationToken cancellationToken) => Change("kill " + signal, container, ContainerState.Exited);

    public Task PauseContainerAsync(string container, CancellationToken cancellationToken) => Change("pause", container, ContainerState.Paused);

    public Task ResumeContainerAsync(string container, CancellationToken cancellationToken) => Change("resume", container, ContainerState.Running);

    public Task RenameContainerAsync(string container, string name, CancellationToken cancellationToken)
    {
        var info = Find(container);
        _byName.TryRemove(info.Name, out _);
        _byName[name] = info with { Name = name };
        calls.Add($"rename {info.Name} {name}");
        return Task.CompletedTask;
    }

    public async Task<ContainerExit> WaitContainerAsync(string container, WaitCondition condition, CancellationToken cancellationToken)
    {
        var info = Find(container);
        if (info.State == ContainerState.Running && info.Spec.Command is not ["true" or "false"])
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return new ContainerExit { ExitCode = info.Spec.Command is ["false"] ? 1 : 0 };
    }

    public Task RemoveContainerAsync(string container, bool force, bool volumes, CancellationToken cancellationToken)
    {
        var info = Find(container);
        if (info.State == ContainerState.Running && !force)
        {
            throw FakeFailure.Of(EngineErrorCode.Conflict, EngineErrorIds.ContainerRunning, $"{info.Name} runs.", container);
        }

        calls.Add($"rm {info.Name}");
        _byName.TryRemove(info.Name, out _);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ContainerInfo>> ListContainersAsync(ContainerQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ContainerInfo>>(
            [.. _byName.Values.Where(info => query.States.Count == 0 || query.States.Contains(info.State)).OrderBy(info => info.Name, StringComparer.Ordinal)]);

    public Task<ContainerInfo> GetContainerAsync(string container, CancellationToken cancellationToken) => Task.FromResult(Find(container));

    public async IAsyncEnumerable<LogEntry> ReadContainerLogAsync(string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Find(container);
        try
        {
            yield return Entry(OutputStream.Stdout, "first\n");
            yield return Entry(OutputStream.Stdout, "half ");
            yield return Entry(OutputStream.Stderr, "error\r\n");
            yield return Entry(OutputStream.Stdout, "line\n");
            yield return Entry(OutputStream.Stdout, "unended");
            if (query.Follow)
            {
                Following.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }
        finally
        {
            // Also when the client had enough before the follower came to wait.
            Ended.TrySetResult();
        }
    }

    public async Task AttachContainerAsync(string container, AttachOptions options, IDuplexPipe streams, CancellationToken cancellationToken)
    {
        await WriteAsync(streams.Output, OutputStream.Stdout, "said\n", cancellationToken);
        await streams.Output.CompleteAsync();
    }

    public Task ResizeContainerAsync(string container, TerminalSize size, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> CreateExecAsync(string container, ExecSpec spec, CancellationToken cancellationToken)
    {
        var info = Find(container);
        if (info.State != ContainerState.Running)
        {
            throw FakeFailure.Of(EngineErrorCode.Conflict, EngineErrorIds.ContainerNotRunning, $"{info.Name} does not run.", container);
        }

        calls.Add("exec " + string.Join('|', spec.Command));
        return Task.FromResult(spec.Command[0]);
    }

    public async Task<int> StartExecAsync(string exec, IDuplexPipe streams, CancellationToken cancellationToken)
    {
        switch (exec)
        {
            case "cat":
                await streams.Input.CopyToAsync(new FramingStream(streams.Output), cancellationToken);
                break;
            case "sleep":
                try
                {
                    Following.TrySetResult();
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    Ended.TrySetResult();
                }

                break;
            default:
                await WriteAsync(streams.Output, OutputStream.Stdout, "Grüße\r\nzwei", cancellationToken);
                await WriteAsync(streams.Output, OutputStream.Stderr, "FATAL: no such table\n", cancellationToken);
                break;
        }

        await streams.Output.CompleteAsync();
        return exec == "fails" ? 3 : 0;
    }

    public Task StartExecDetachedAsync(string exec, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ResizeExecAsync(string exec, TerminalSize size, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ExecInfo> GetExecAsync(string exec, CancellationToken cancellationToken) => Task.FromResult(new ExecInfo { Id = exec, ContainerId = "" });

    internal static async ValueTask WriteAsync(PipeWriter writer, OutputStream stream, string text, CancellationToken cancellationToken) =>
        await new FramingStream(writer, stream).WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    private static LogEntry Entry(OutputStream stream, string text) => new() { Time = DateTimeOffset.UnixEpoch, Stream = stream, Text = text };

    private static ContainerInfo Info(string name, ContainerState state, ContainerSpec spec) => new()
    {
        Id = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name)).PadRight(64, '0'),
        Name = name,
        Image = spec.Image,
        ImageId = "sha256:b",
        CommandLine = spec.Command ?? ["sh"],
        State = state,
        Created = DateTimeOffset.UtcNow.AddMinutes(-5),
        Spec = spec,
        Ports = spec.Ports,
        Labels = spec.Labels ?? new Dictionary<string, string>(),
        ExitCode = state == ContainerState.Exited ? 0 : null,
    };

    private Task Change(string call, string container, ContainerState state)
    {
        var info = Find(container);
        calls.Add($"{call} {info.Name}");
        _byName[info.Name] = info with { State = state };
        return Task.CompletedTask;
    }

    private ContainerInfo Find(string container) =>
        _byName.Values.FirstOrDefault(info => info.Name == container || info.Id == container)
        ?? throw FakeFailure.Of(EngineErrorCode.NotFound, EngineErrorIds.ContainerNotFound, $"No such container: {container}", container);
}
