using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Engine.Host.Containers.Execs;
using Engine.Host.Errors;
using Engine.Protocol;
using Domain = Engine.Host.Containers;

namespace Engine.Host.Api.Rpc;

/// <summary>The contract's containers on the domain's.</summary>
internal sealed partial class ContainerTarget(Domain.IContainerService containers) : IContainerService
{
    public async Task<ContainerCreated> CreateContainerAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var result = await containers.CreateAsync(SpecReader.Read(spec), spec.Name, cancellationToken);
        return new ContainerCreated { Id = result.Id, Warnings = result.Warnings };
    }

    public Task StartContainerAsync(string container, CancellationToken cancellationToken) =>
        UnlessSoAlready(containers.StartAsync(container, cancellationToken));

    public Task StopContainerAsync(string container, TimeSpan? timeout, string? signal, bool wait, CancellationToken cancellationToken) =>
        Begin(UnlessSoAlready(containers.StopAsync(container, timeout, signal, CancellationToken.None)), wait, cancellationToken);

    public Task RestartContainerAsync(string container, TimeSpan? timeout, string? signal, bool wait, CancellationToken cancellationToken) =>
        Begin(containers.RestartAsync(container, timeout, signal, CancellationToken.None), wait, cancellationToken);

    public Task KillContainerAsync(string container, string signal, CancellationToken cancellationToken) =>
        containers.KillAsync(container, signal, cancellationToken);

    public Task PauseContainerAsync(string container, CancellationToken cancellationToken) =>
        containers.PauseAsync(container, cancellationToken);

    public Task ResumeContainerAsync(string container, CancellationToken cancellationToken) =>
        containers.UnpauseAsync(container, cancellationToken);

    public Task RenameContainerAsync(string container, string name, CancellationToken cancellationToken) =>
        containers.RenameAsync(container, name, cancellationToken);

    public async Task<ContainerExit> WaitContainerAsync(string container, WaitCondition condition, CancellationToken cancellationToken)
    {
        var wanted = condition switch
        {
            WaitCondition.NextExit => Domain.WaitCondition.NextExit,
            WaitCondition.Removed => Domain.WaitCondition.Removed,
            _ => Domain.WaitCondition.NotRunning,
        };
        var result = await containers.WaitAsync(container, wanted, cancellationToken);
        return new ContainerExit { ExitCode = result.ExitCode, Error = result.Error };
    }

    public Task RemoveContainerAsync(string container, bool force, bool volumes, CancellationToken cancellationToken) =>
        containers.RemoveAsync(container, force, volumes, cancellationToken);

    public Task<IReadOnlyList<ContainerInfo>> ListContainersAsync(ContainerQuery query, CancellationToken cancellationToken)
    {
        var terms = new Dictionary<string, IReadOnlyList<string>>();
        if (query.States.Count > 0)
        {
            terms["status"] = [.. query.States.Select(s => s.ToString().ToLowerInvariant())];
        }

        if (query.Labels is { Count: > 0 } labels)
        {
            terms["label"] = QueryTerms.Labels(labels);
        }

        if (query.Image is { } image)
        {
            terms["ancestor"] = [image];
        }

        var found = containers.List(new Domain.ContainerFilter { All = true, Terms = terms });
        return Task.FromResult<IReadOnlyList<ContainerInfo>>([.. found.Select(ContainerInfoWriter.Write)]);
    }

    public Task<ContainerInfo> GetContainerAsync(string container, CancellationToken cancellationToken) =>
        Task.FromResult(ContainerInfoWriter.Write(containers.Get(container)));

    public IAsyncEnumerable<LogEntry> ReadContainerLogAsync(string container, LogQuery query, CancellationToken cancellationToken) =>
        new AbandonableSequence<LogEntry>(token => ReadLogAsync(container, query, token), cancellationToken);

    private async IAsyncEnumerable<LogEntry> ReadLogAsync(string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = new Domain.Logs.LogQuery
        {
            Stdout = query.Stdout,
            Stderr = query.Stderr,
            Follow = query.Follow,
            Tail = query.Tail,
            Since = query.Since,
            Until = query.Until,
        };
        await foreach (var entry in containers.ReadLogsAsync(container, wanted, cancellationToken))
        {
            yield return new LogEntry
            {
                Time = DateTimeOffset.Parse(entry.Time, System.Globalization.CultureInfo.InvariantCulture),
                Stream = (OutputStream)entry.Stream,
                Text = Encoding.UTF8.GetString(entry.Text.Span),
            };
        }
    }

    public async Task AttachContainerAsync(string container, AttachOptions options, IDuplexPipe streams, CancellationToken cancellationToken)
    {
        var wanted = new Domain.Sessions.AttachOptions { Stdin = options.Stdin, Stdout = options.Stdout, Stderr = options.Stderr };
        await using var pipe = new ClientStreams(streams);
        await using var session = await containers.AttachAsync(container, wanted, cancellationToken);
        if (options.Replay)
        {
            var query = new Domain.Logs.LogQuery { Stdout = options.Stdout, Stderr = options.Stderr };
            await foreach (var entry in containers.ReadLogsAsync(container, query, cancellationToken))
            {
                await pipe.WriteAsync(entry.Stream, entry.Text, cancellationToken);
            }
        }

        await pipe.PumpAsync(session, options.Stdin, cancellationToken);
    }

    public Task ResizeContainerAsync(string container, TerminalSize size, CancellationToken cancellationToken) =>
        containers.ResizeAsync(container, SpecReader.Read(size), cancellationToken);

    public Task<string> CreateExecAsync(string container, ExecSpec spec, CancellationToken cancellationToken) =>
        Task.FromResult(containers.CreateExec(container, SpecReader.Read(spec)).Id);

    public async Task<int> StartExecAsync(string exec, IDuplexPipe streams, CancellationToken cancellationToken)
    {
        await using var pipe = new ClientStreams(streams);
        var stdin = containers.GetExec(exec).Configuration.AttachStdin;
        await using var session = await containers.StartExecAsync(exec, new ExecStartOptions(), cancellationToken)
            ?? throw new InternalException("an exec that is not detached has streams");
        try
        {
            await pipe.PumpAsync(session, stdin, cancellationToken);
        }
        finally
        {
            // The contract's word, other than Docker's: a client that leaves or cancels takes its process along.
            if (session.Exit is null)
            {
                await containers.KillExecAsync(exec);
            }
        }

        return session.Exit?.ExitCode ?? throw new UnavailableException("the connection to the process was lost before it ended");
    }

    public Task StartExecDetachedAsync(string exec, CancellationToken cancellationToken) =>
        containers.StartExecAsync(exec, new ExecStartOptions { Detach = true }, cancellationToken);

    public Task ResizeExecAsync(string exec, TerminalSize size, CancellationToken cancellationToken) =>
        containers.ResizeExecAsync(exec, SpecReader.Read(size), cancellationToken);

    public Task<ExecInfo> GetExecAsync(string exec, CancellationToken cancellationToken)
    {
        var found = containers.GetExec(exec);
        return Task.FromResult(new ExecInfo
        {
            Id = found.Id,
            ContainerId = found.ContainerId,
            Running = found.Status is ExecStatus.Running,
            ExitCode = found.ExitCode,
            ProcessId = found.Pid == 0 ? null : found.Pid,
        });
    }

    public Task<IReadOnlyList<string>> UpdateContainerAsync(string container, ContainerChange change, CancellationToken cancellationToken) =>
        containers.UpdateAsync(container, SpecReader.Read(change), cancellationToken);

    public Task<IReadOnlyList<ContainerProcess>> ListProcessesAsync(string container, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ContainerProcess>>([.. containers.ListProcesses(container).Select(process => new ContainerProcess
        {
            ProcessId = process.Pid,
            ParentProcessId = process.ParentPid,
            User = Domain.UserNames.Of(process.Uid),
            State = process.State,
            CpuTime = process.CpuTime,
            Started = process.StartedAt,
            ResidentMemory = process.ResidentKilobytes * 1024,
            Threads = process.Threads,
            CommandLine = process.CommandLine,
        })]);

    public async Task<IReadOnlyList<ContainerUsage>> MeasureContainersAsync(
        IReadOnlyList<string> names, TimeSpan interval, CancellationToken cancellationToken)
    {
        var chosen = names.Count == 0 ? containers.List(new Domain.ContainerFilter()) : [.. names.Select(containers.Get)];
        var running = chosen.Where(container => container.State.IsAlive).ToList();
        var before = running.ConvertAll(container => containers.GetStatistics(container.Id));
        if (running.Count > 0)
        {
            await Task.Delay(interval, cancellationToken);
        }

        return [.. running.Zip(before, (container, first) => UsageWriter.Write(container, first, containers.GetStatistics(container.Id)))];
    }

    public async Task<ContainerRemoval> PruneContainersAsync(
        IReadOnlyDictionary<string, string?>? labels, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var terms = new Dictionary<string, IReadOnlyList<string>>();
        if (labels is { Count: > 0 })
        {
            terms["label"] = QueryTerms.Labels(labels);
        }

        if (before is { } moment)
        {
            terms["until"] = [moment.ToString("O", System.Globalization.CultureInfo.InvariantCulture)];
        }

        var report = await containers.PruneAsync(new Domain.ContainerFilter { Terms = terms }, cancellationToken);
        return new ContainerRemoval { Removed = report.Ids, Reclaimed = report.SpaceReclaimed };
    }

    // What was begun is finished, whether or not the client goes on listening: nothing is left half stopped.
    private static Task Begin(Task change, bool wait, CancellationToken cancellationToken)
    {
        if (wait || change.IsCompleted)
        {
            return change.WaitAsync(cancellationToken);
        }

        _ = change.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    // The contract leaves alone what is so already, where Docker's answers 304.
    private static async Task UnlessSoAlready(Task change)
    {
        try
        {
            await change;
        }
        catch (EngineException e) when (e.Kind is EngineErrorKind.NotModified)
        {
            // It is so already.
        }
    }
}
