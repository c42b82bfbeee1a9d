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

    public Task<IReadOnlyList<string>> UpdateContainerAsync(string container, ContainerChange change, CancellationToken cancellationToken)
    {
        calls.Add($"update {Find(container).Name} {change.Resources.Memory} {change.Resources.NanoCpus} {change.RestartPolicy?.Condition}");
        return Task.FromResult<IReadOnlyList<string>>(["no swap limit"]);
    }

    public Task<IReadOnlyList<ContainerProcess>> ListProcessesAsync(string container, CancellationToken cancellationToken)
    {
        Find(container);
        return Task.FromResult<IReadOnlyList<ContainerProcess>>([new ContainerProcess
        {
            ProcessId = 7,
            ParentProcessId = 1,
            User = "root",
            State = "S",
            CpuTime = TimeSpan.FromSeconds(1),
            Started = DateTimeOffset.UnixEpoch,
            ResidentMemory = 1 << 20,
            Threads = 1,
            CommandLine = "sh",
        }]);
    }

    public Task<IReadOnlyList<ContainerUsage>> MeasureContainersAsync(IReadOnlyList<string> containers, TimeSpan interval, CancellationToken cancellationToken)
    {
        calls.Add($"measure {containers.Count}");
        return Task.FromResult<IReadOnlyList<ContainerUsage>>([.. _byName.Values
            .Where(info => info.State == ContainerState.Running && (containers.Count == 0 || containers.Contains(info.Id) || containers.Contains(info.Name)))
            .Select(info => new ContainerUsage
            {
                Id = info.Id,
                Name = info.Name,
                Time = DateTimeOffset.UnixEpoch,
                CpuTime = TimeSpan.FromSeconds(1),
                Cpu = 0.5,
                Memory = 1 << 20,
                MemoryLimit = 1 << 30,
                Processes = 1,
                BlockRead = 0,
                BlockWritten = 0,
            })]);
    }

    public Task<ContainerRemoval> PruneContainersAsync(IReadOnlyDictionary<string, string?>? labels, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        calls.Add("prune");
        return Task.FromResult(new ContainerRemoval { Removed = ["a"], Reclaimed = 5 });
    }

    public Task<ContainerPathInfo> GetContainerPathAsync(string container, string path, CancellationToken cancellationToken)
    {
        Find(container);
        return Task.FromResult(new ContainerPathInfo { Name = path, IsDirectory = true });
    }

    public async Task CopyFromContainerAsync(string container, string path, IDuplexPipe archive, CancellationToken cancellationToken)
    {
        Find(container);
        await using (var tar = new System.Formats.Tar.TarWriter(archive.Output.AsStream(leaveOpen: true)))
        {
            await tar.WriteEntryAsync(
                new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, CopiedName) { DataStream = new MemoryStream("copied"u8.ToArray()) },
                cancellationToken);
        }

        await archive.Output.CompleteAsync();
    }

    /// <summary>What the archive of a copy calls its one file.</summary>
    public string CopiedName { get; set; } = "file";

    public async Task CopyToContainerAsync(string container, string path, bool ownedByUser, IDuplexPipe archive, CancellationToken cancellationToken)
    {
        Find(container);
        await using var tar = new System.Formats.Tar.TarReader(archive.Input.AsStream());
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            calls.Add($"copied {entry.Name} to {path}");
        }

        await archive.Output.CompleteAsync();
    }

    public async Task ExportContainerAsync(string container, IDuplexPipe archive, CancellationToken cancellationToken)
    {
        Find(container);
        await archive.Output.WriteAsync("archive"u8.ToArray(), cancellationToken);
        await archive.Output.CompleteAsync();
    }

    public Task<IReadOnlyList<ContainerPathChange>> CompareContainerAsync(string container, CancellationToken cancellationToken)
    {
        Find(container);
        return Task.FromResult<IReadOnlyList<ContainerPathChange>>([new ContainerPathChange { Path = "/etc/x", Kind = ContainerChangeKind.Added }]);
    }

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
