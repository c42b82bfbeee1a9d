using Engine.Host.Containers.Execs;
using Engine.Host.Containers.Logs;
using Engine.Host.Containers.Sessions;
using Engine.Host.Containers.Statistics;
using Engine.Host.Errors;
using Engine.Host.Networking;

namespace Engine.Host.Containers;

/// <summary>Finds the owner of the container a call is about and lets it do the work. Parts: <c>.Create</c>, <c>.Restore</c>.</summary>
internal sealed partial class ContainerService(ContainerDependencies services) : IContainerService, IDisposable
{
    public Task StartAsync(string container, CancellationToken cancellationToken) =>
        services.Index.Find(container).StartAsync(cancellationToken);

    public Task StopAsync(string container, TimeSpan? timeout, string? signal, CancellationToken cancellationToken) =>
        services.Index.Find(container).StopAsync(timeout, string.IsNullOrEmpty(signal) ? null : signal, cancellationToken);

    public Task KillAsync(string container, string? signal, CancellationToken cancellationToken) =>
        services.Index.Find(container).KillAsync(signal, cancellationToken);

    public async Task RestartAsync(string container, TimeSpan? timeout, string? signal, CancellationToken cancellationToken)
    {
        ContainerOwner owner = services.Index.Find(container);
        try
        {
            await owner.StopAsync(timeout, string.IsNullOrEmpty(signal) ? null : signal, cancellationToken);
        }
        catch (NotModifiedException)
        {
            // A container that does not run is started.
        }

        await owner.StartAsync(CancellationToken.None);
        owner.Publish("restart");
    }

    public Task PauseAsync(string container, CancellationToken cancellationToken) => services.Index.Find(container).PauseAsync(cancellationToken);

    public Task UnpauseAsync(string container, CancellationToken cancellationToken) => services.Index.Find(container).UnpauseAsync(cancellationToken);

    public Task<WaitResult> WaitAsync(string container, WaitCondition condition, CancellationToken cancellationToken) =>
        services.Index.Find(container).WaitAsync(condition, cancellationToken);

    public Task RemoveAsync(string container, bool force, bool removeVolumes, CancellationToken cancellationToken) =>
        services.Index.Find(container).RemoveAsync(force, removeVolumes, cancellationToken);

    public Task RenameAsync(string container, string newName, CancellationToken cancellationToken)
    {
        ContainerOwner owner = services.Index.Find(container);
        string name = newName.StartsWith('/') ? newName[1..] : newName;
        if (name.Length == 0)
        {
            throw new InvalidArgumentException("Neither old nor new names may be empty");
        }

        if (name == owner.Container.Name)
        {
            throw new InvalidArgumentException("Renaming a container with the same name as its current name");
        }

        ConfigurationValidator.CheckName(name);
        return owner.RenameAsync(name, cancellationToken);
    }

    public IReadOnlyList<Container> List(ContainerFilter filter)
    {
        filter.Validate();
        IEnumerable<Container> found = services.Index.All()
            .Select(owner => owner.Container)
            .Where(filter.Matcher(Find))
            .OrderByDescending(container => container.Created)
            .ThenBy(container => container.Id, StringComparer.Ordinal);
        return [.. filter.Limit > 0 ? found.Take(filter.Limit.Value) : found];
    }

    public Container Get(string container) => services.Index.Find(container).Container;

    public ContainerSize GetSize(string container)
    {
        Container found = Find(container);
        long writable = DirectorySize.Of(services.Images.GetRoot(found.Id, found.ImageId).Upper);
        return new ContainerSize(writable, writable + services.Images.SizeOf(found.ImageId));
    }

    public ContainerPaths GetPaths(Container container) => new(services.Options.DataRoot, services.Options.ExecRoot, container.Id);

    public IAsyncEnumerable<LogEntry> ReadLogsAsync(string container, LogQuery query, CancellationToken cancellationToken)
    {
        ContainerOwner owner = services.Index.Find(container);
        if (!query.Stdout && !query.Stderr)
        {
            throw new InvalidArgumentException("Bad parameters: you must choose at least one stream");
        }

        if (LogSettings.Parse(owner.Container.Configuration.Log, services.Options).None)
        {
            throw ContainerErrors.LogsUnreadable();
        }

        // A container that does not run has nothing more to say.
        Task ended = owner.WaitAsync(WaitCondition.NotRunning, cancellationToken);
        return new LogReader(owner.Paths.Log, query).ReadAsync(ended, cancellationToken);
    }

    public Task<IContainerSession> AttachAsync(string container, AttachOptions options, CancellationToken cancellationToken) =>
        services.Index.Find(container).AttachAsync(options, cancellationToken);

    public Task ResizeAsync(string container, TerminalSize size, CancellationToken cancellationToken) =>
        services.Index.Find(container).ResizeAsync(size, cancellationToken);

    public Task<IReadOnlyList<string>> UpdateAsync(string container, ContainerUpdate update, CancellationToken cancellationToken) =>
        services.Index.Find(container).UpdateAsync(update, cancellationToken);

    public ProcessTable Top(string container, string? psArguments)
    {
        Container found = services.Index.Find(container).Container;
        if (!found.State.IsAlive)
        {
            throw ContainerErrors.NotRunning(found.Id);
        }

        return ProcessLister.List(cgroups.Processes(found), psArguments);
    }

    public IReadOnlyList<ProcessInformation> ListProcesses(string container)
    {
        Container found = services.Index.Find(container).Container;
        return found.State.IsAlive
            ? [.. cgroups.Processes(found).Order().Select(ProcessInformation.TryRead).OfType<ProcessInformation>()]
            : throw ContainerErrors.NotRunning(found.Id);
    }

    public ContainerStatistics GetStatistics(string container)
    {
        Container found = services.Index.Find(container).Container;
        return found.State.IsAlive
            ? StatisticsReader.Read(cgroups.Statistics(found), services.Time.GetUtcNow())
            : new ContainerStatistics { Read = services.Time.GetUtcNow() };
    }

    public Task ConnectAsync(string network, string container, EndpointSettings settings, CancellationToken cancellationToken) =>
        services.Index.Find(container).ConnectAsync(network, settings, cancellationToken);

    public Task DisconnectAsync(string network, string container, bool force, CancellationToken cancellationToken) =>
        services.Index.Find(container).DisconnectAsync(network, force, cancellationToken);

    public async Task<PruneReport> PruneAsync(ContainerFilter filter, CancellationToken cancellationToken)
    {
        filter.Validate();
        var removed = new List<string>();
        Func<Container, bool> matches = (filter with { All = true }).Matcher(Find);
        long reclaimed = 0;
        foreach (ContainerOwner owner in services.Index.All())
        {
            if (owner.Container.State.Status is not (ContainerStatus.Created or ContainerStatus.Exited or ContainerStatus.Dead) || !matches(owner.Container))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            long size = GetSize(owner.Id).Writable;
            try
            {
                await owner.RemoveAsync(force: false, removeVolumes: false, cancellationToken);
                removed.Add(owner.Id);
                reclaimed += size;
            }
            catch (ConflictException)
            {
                // Somebody started it, or removes it too.
            }
        }

        return new PruneReport(removed, reclaimed);
    }

    public Exec CreateExec(string container, ExecConfiguration configuration) => services.Index.Find(container).CreateExec(configuration);

    public Task<IContainerSession?> StartExecAsync(string exec, ExecStartOptions options, CancellationToken cancellationToken) =>
        OwnerOf(exec).StartExecAsync(exec, options, cancellationToken);

    public Task KillExecAsync(string exec) => OwnerOf(exec).KillExecAsync(exec);

    public Exec GetExec(string exec) => services.Execs.Get(exec);

    public IReadOnlyList<string> ListExecs(string container) =>
        [.. services.Execs.Of(services.Index.Find(container).Id).Where(exec => exec.Status != ExecStatus.Ended).Select(exec => exec.Id)];

    public Task ResizeExecAsync(string exec, TerminalSize size, CancellationToken cancellationToken) =>
        OwnerOf(exec).ResizeExecAsync(exec, size, cancellationToken);

    /// <summary>Leaves every container as it is.</summary>
    public void Dispose()
    {
        foreach (ContainerOwner owner in services.Index.All())
        {
            owner.Dispose();
        }
    }

    private readonly ContainerCgroups cgroups = new(services.Options.CgroupParent);

    private Container Find(string reference) => services.Index.Find(reference).Container;

    private ContainerOwner OwnerOf(string exec) => services.Index.Find(services.Execs.Get(exec).ContainerId);
}
