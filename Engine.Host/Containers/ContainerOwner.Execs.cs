using System.Globalization;
using Engine.Host.Containers.Execs;
using Engine.Host.Containers.Monitors;
using Engine.Host.Containers.Sessions;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    private readonly Lock execDocuments = new();

    /// <summary>Makes an exec without starting it.</summary>
    public Exec CreateExec(ExecConfiguration configuration)
    {
        RequireExecutable();
        if (configuration.Command.Count == 0)
        {
            throw new InvalidArgumentException("No exec command specified");
        }

        foreach (string forgotten in services.Execs.Trim(Id))
        {
            ExecDocuments.Delete(Paths, forgotten);
        }

        var exec = new Exec { Id = ContainerId.New(), ContainerId = Id, Configuration = configuration };
        ExecDocuments.Write(Paths, exec);
        services.Execs.Set(exec);
        Publish("exec_create: " + string.Join(' ', configuration.Command), ("execID", exec.Id));
        return exec;
    }

    /// <summary>Starts an exec. Execs start beside each other: this does not take the gate.</summary>
    public async Task<IContainerSession?> StartExecAsync(string id, ExecStartOptions options, CancellationToken cancellationToken)
    {
        RequireExecutable();
        cancellationToken.ThrowIfCancellationRequested();
        Exec exec = services.Execs.BeginStart(id);
        ExecConfiguration configuration = options.ConsoleSize is null
            ? exec.Configuration
            : exec.Configuration with { ConsoleSize = options.ConsoleSize };
        MonitorStream stream;
        try
        {
            Publish("exec_start: " + string.Join(' ', configuration.Command), ("execID", id));
            // A client that leaves now must not make us forget a process that begins to run.
            stream = await MonitorStream.ExecAsync(Paths.Socket, Request(id, configuration, options.Detach), CancellationToken.None);
        }
        catch (Exception e)
        {
            EndExec(id, e is EngineException { Code: ErrorCode.CommandNotExecutable } ? CommandNotExecutableStatus : CommandNotFoundStatus);
            if (e is EngineException refused)
            {
                throw ContainerErrors.CannotExec(refused);
            }

            throw;
        }

        // It may have ended already, and been recorded so.
        if (services.Execs.TryGet(id) is { Status: ExecStatus.Starting } starting)
        {
            Exec running = starting with { Status = ExecStatus.Running, Pid = stream.Pid };
            if (services.Execs.Replace(starting, running))
            {
                RecordExec(id);
            }
        }

        if (options.Detach)
        {
            await stream.DisposeAsync();
            return null;
        }

        return new ExecSession(stream, exitCode => EndExec(id, exitCode));
    }

    // A start and a quick end are recorded side by side: what is written last must be what is known last.
    private void RecordExec(string id)
    {
        lock (execDocuments)
        {
            if (services.Execs.TryGet(id) is { } exec)
            {
                ExecDocuments.Write(Paths, exec);
            }
        }
    }

    /// <summary>Kills an exec's process and those of its process group; nothing when it does not run.</summary>
    public async Task KillExecAsync(string id)
    {
        if (services.Execs.TryGet(id) is not { Status: ExecStatus.Running } || monitor is not { } connection)
        {
            return;
        }

        try
        {
            await connection.SignalAsync(new SignalRequest { Signal = Signals.Kill, ExecId = id, All = true }, CancellationToken.None);
        }
        catch (EngineException e) when (e is ConflictException or NotFoundException || e.Code == ErrorCode.MonitorUnreachable)
        {
            // It ended this moment.
        }
    }

    /// <summary>Sets the size of an exec's terminal.</summary>
    public Task ResizeExecAsync(string id, TerminalSize size, CancellationToken cancellationToken)
    {
        if (services.Execs.Get(id).Status != ExecStatus.Running)
        {
            throw new ConflictException($"exec {id} is not running", ErrorCode.ContainerNotRunning);
        }

        return Monitor().ResizeAsync(new ResizeRequest { ExecId = id, Rows = size.Rows, Columns = size.Columns }, cancellationToken);
    }

    void IMonitorEvents.OnExecExited(MonitorConnection connection, ExecExitRecord exit) => EndExec(exit.ExecId, exit.ExitCode);

    private void RequireExecutable()
    {
        RequireAlive();
        if (container.State.Status == ContainerStatus.Paused)
        {
            throw ContainerErrors.ExecPaused(container.Name);
        }
    }

    private ExecRequest Request(string id, ExecConfiguration configuration, bool detach)
    {
        string user = configuration.User.Length > 0 ? configuration.User : container.Configuration.User;
        return new ExecRequest
        {
            ExecId = id,
            Process = services.Specifications.BuildExec(container, Paths, configuration),
            User = user.Length > 0 ? user : "0",
            Stdin = configuration.AttachStdin && !detach,
            Detach = detach,
        };
    }

    private void EndExec(string id, int exitCode)
    {
        if (services.Execs.End(id, exitCode) is null)
        {
            return;
        }

        try
        {
            RecordExec(id);
        }
        catch (IOException)
        {
            // The container was removed meanwhile, and its directory with it.
        }

        Publish("exec_die", ("execID", id), ("exitCode", exitCode.ToString(CultureInfo.InvariantCulture)));
    }

    // The container ended: so have its execs, those the monitor told of and those it could not.
    private void EndExecs(ExitRecord exit)
    {
        foreach (ExecExitRecord ended in exit.Execs ?? [])
        {
            EndExec(ended.ExecId, ended.ExitCode);
        }

        foreach (Exec exec in services.Execs.Of(Id).Where(exec => exec.Status == ExecStatus.Running))
        {
            EndExec(exec.Id, KilledStatus);
        }
    }
}
