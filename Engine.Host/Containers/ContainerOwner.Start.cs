using Engine.Host.Containers.Logs;
using Engine.Host.Containers.Monitors;
using Engine.Host.Containers.Mounts;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    // Shells' statuses for a program that does not exist, that cannot be executed, and Docker's for any other failed start.
    private const int CommandNotFoundStatus = 127;
    private const int CommandNotExecutableStatus = 126;
    private const int StartFailedStatus = 128;

    private bool stopRequested;

    /// <summary>Starts it on a person's request; done when the program was executed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        EngineException failure;
        await gate.WaitAsync(cancellationToken);
        try
        {
            ContainerLifecycle.CheckStart(container);
            CancelRestart();
            stopRequested = false;
            try
            {
                await LaunchAsync(restartCount: 0);
                return;
            }
            catch (Exception e) when (e is EngineException or IOException or UnauthorizedAccessException)
            {
                failure = e as EngineException ?? ContainerErrors.StartFailed(e);
                await RecordFailedStartAsync(failure);
            }
        }
        finally
        {
            gate.Release();
        }

        if (container.Configuration.AutoRemove)
        {
            await RemoveAsync(force: true, removeVolumes: true, CancellationToken.None);
        }

        throw failure;
    }

    // Under the gate. A start that began is finished whatever its client does: half of one would be worse.
    private async Task LaunchAsync(int restartCount)
    {
        if (monitor is { } previous)
        {
            // It has told the exit and only hands the last output to slow clients.
            previous.Dispose();
            monitor = null;
        }

        Container reserved = services.Networks.Reserve(container);
        try
        {
            await LaunchAsync(reserved, restartCount);
        }
        catch
        {
            services.Networks.Release(reserved);
            throw;
        }

        Publish("start");
    }

    private async Task LaunchAsync(Container reserved, int restartCount)
    {
        using PreparedMounts prepared = await PrepareMountsAsync();
        LaunchRequest request = Prepare(prepared.Mounts);
        MonitorConnection connection = services.Launcher.Start(this);
        try
        {
            StartedReply launched = await connection.LaunchAsync(request, CancellationToken.None);
            Task subscribed = connection.SubscribeAsync(CancellationToken.None);
            await ConnectWaitingSessionsAsync();
            await subscribed;
            monitor = connection;

            // The disk and the kernel work at the same time. A record without a program is put right by the failed start's own,
            // a program without a record is killed.
            Container started = reserved with
            {
                State = ContainerLifecycle.Start(container, launched.Pid, launched.StartTime, services.Time.GetUtcNow()) with { Health = InitialHealth() },
                RestartCount = restartCount,
            };
            Task recorded = services.Store.SaveAsync(started);
            await services.Networks.OpenAsync(started, launched.Pid);
            await Task.WhenAll(connection.StartAsync(CancellationToken.None), recorded);
            container = started;
            WatchHealth();
        }
        catch (Exception e)
        {
            monitor = null;
            EndWaitingSessions();
            UnmountVolumes();
            await DiscardAsync(connection);
            if (e is EngineException refused)
            {
                throw ContainerErrors.CannotCreate(refused);
            }

            throw;
        }
    }

    // What was launched and could not be recorded must not run.
    private static async Task DiscardAsync(MonitorConnection connection)
    {
        try
        {
            await connection.SignalAsync(new SignalRequest { Signal = Signals.Kill, All = true }, CancellationToken.None);
        }
        catch (EngineException)
        {
            // The usual case: the launch failed and the monitor has ended.
        }

        connection.Dispose();
    }

    private LaunchRequest Prepare(IReadOnlyList<MountPoint> mounts)
    {
        ContainerFiles.CreateRunDirectory(Paths);
        File.Delete(Paths.Exit);
        if (!File.Exists(Paths.Hostname) || !File.Exists(Paths.Hosts) || !File.Exists(Paths.ResolvConf))
        {
            // They are not forced to disk at creation; a power cut may have lost them, and they can be made again.
            ContainerFiles.CreateDirectory(Paths);
            ContainerFiles.Write(container.Configuration, Paths, services.Networks.HostGateway);
        }

        ContainerConfiguration configuration = container.Configuration;
        return new LaunchRequest
        {
            Id = Id,
            Spec = services.Specifications.Build(container with { Mounts = mounts }, Paths, reference => services.Index.Find(reference).Container),
            Overlay = services.Images.GetRoot(Id, container.ImageId),
            User = configuration.User.Length > 0 ? configuration.User : "0",
            AdditionalGroups = configuration.GroupAdd.Count > 0 ? configuration.GroupAdd : null,
            Init = configuration.Init == true,
            OpenStdin = configuration.OpenStdin,
            StdinOnce = configuration.StdinOnce,
            Log = LogSettings.Parse(configuration.Log, services.Options).ToOptions(container, Paths.Log),
            SocketPath = Paths.Socket,
            ExitPath = Paths.Exit,
        };
    }

    private async Task RecordFailedStartAsync(EngineException failure)
    {
        int exitCode = failure.Code switch
        {
            ErrorCode.CommandNotFound => CommandNotFoundStatus,
            ErrorCode.CommandNotExecutable => CommandNotExecutableStatus,
            _ => StartFailedStatus,
        };
        await CommitAsync(ContainerLifecycle.FailStart(container, exitCode, failure.Message, services.Time.GetUtcNow()));
        waiters.OnExit(new WaitResult(exitCode, null));
    }
}
