using System.IO.Pipelines;
using Engine.Host.Containers.Execs;
using Engine.Host.Containers.Files;
using Engine.Host.Containers.Logs;
using Engine.Host.Containers.Sessions;
using Engine.Host.Containers.Statistics;
using Engine.Host.Networking;

namespace Engine.Host.Containers;

/// <summary>
/// Everything the engine does with containers; both faces stand on it. A container is named by its id, an unambiguous prefix of
/// the id, or its name (with or without a slash). Failures are <see cref="Errors.EngineException"/>. What a completed call changed is durable.
/// </summary>
internal interface IContainerService
{
    /// <summary>Makes a container without starting it.</summary>
    /// <param name="configuration">What it shall be.</param>
    /// <param name="name">Its name, or null for one of the engine's choice.</param>
    /// <param name="cancellationToken">Abandons the creation; nothing half-made stays.</param>
    Task<CreateResult> CreateAsync(ContainerConfiguration configuration, string? name, CancellationToken cancellationToken);

    /// <summary>Starts it; done when the program was executed. Not modified when it runs already.</summary>
    Task StartAsync(string container, CancellationToken cancellationToken);

    /// <summary>Asks the program to end, and kills it after the timeout. Not modified when it does not run.</summary>
    /// <param name="container">The container.</param>
    /// <param name="timeout">How long to wait; null: as configured, or 10 s; negative: for ever.</param>
    /// <param name="signal">The signal that asks, or null for the configured one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task StopAsync(string container, TimeSpan? timeout, string? signal, CancellationToken cancellationToken);

    /// <summary>Sends a signal to the program; null: SIGKILL, and then waits for the end.</summary>
    Task KillAsync(string container, string? signal, CancellationToken cancellationToken);

    /// <summary>Stops it if it runs, and starts it.</summary>
    Task RestartAsync(string container, TimeSpan? timeout, string? signal, CancellationToken cancellationToken);

    /// <summary>Freezes every process of it.</summary>
    Task PauseAsync(string container, CancellationToken cancellationToken);

    /// <summary>Thaws it.</summary>
    Task UnpauseAsync(string container, CancellationToken cancellationToken);

    /// <summary>
    /// Waits for an end. The wait is registered (or a not-found error thrown) before this returns its task, so that a client may be told
    /// and start the container then.
    /// </summary>
    Task<WaitResult> WaitAsync(string container, WaitCondition condition, CancellationToken cancellationToken);

    /// <summary>Removes it with its writable layer and log.</summary>
    /// <param name="container">The container.</param>
    /// <param name="force">Kill it if it runs.</param>
    /// <param name="removeVolumes">Remove its anonymous volumes too.</param>
    /// <param name="cancellationToken">Stops waiting; a removal that began is finished.</param>
    Task RemoveAsync(string container, bool force, bool removeVolumes, CancellationToken cancellationToken);

    /// <summary>Gives it another name.</summary>
    Task RenameAsync(string container, string newName, CancellationToken cancellationToken);

    /// <summary>What it takes on disk; its files are counted.</summary>
    ContainerSize GetSize(string container);

    /// <summary>Containers that fit, newest first. Never waits for a container.</summary>
    IReadOnlyList<Container> List(ContainerFilter filter);

    /// <summary>The container, or a not-found error. Never waits.</summary>
    Container Get(string container);

    /// <summary>Where the container keeps its files on the host.</summary>
    ContainerPaths GetPaths(Container container);

    /// <summary>The container's log.</summary>
    IAsyncEnumerable<LogEntry> ReadLogsAsync(string container, LogQuery query, CancellationToken cancellationToken);

    /// <summary>Connects to the standard streams. A container that does not run yet is attached to when it starts, before its program's first instruction.</summary>
    Task<IContainerSession> AttachAsync(string container, AttachOptions options, CancellationToken cancellationToken);

    /// <summary>Sets the size of its terminal.</summary>
    Task ResizeAsync(string container, TerminalSize size, CancellationToken cancellationToken);

    /// <summary>Changes limits and restart policy, at once for a running container. Returns warnings.</summary>
    Task<IReadOnlyList<string>> UpdateAsync(string container, ContainerUpdate update, CancellationToken cancellationToken);

    /// <summary>Its processes, read from the host's /proc; nothing is executed.</summary>
    /// <param name="container">The container.</param>
    /// <param name="psArguments">Arguments as for <c>ps</c>: null or <c>-ef</c>, <c>aux</c>, or <c>-o</c> with columns.</param>
    ProcessTable Top(string container, string? psArguments);

    /// <summary>A file or directory of it, running or not, ready to be sent as an archive.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">Its path; with a slash or a dot at the end a link there is followed.</param>
    Task<ContainerArchive> OpenArchiveAsync(string container, string path);

    /// <summary>Unpacks an archive (plain, gzip or zstd) in a directory of it, running or not.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">The directory; links are followed.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends it; what was unpacked stays.</param>
    Task ExtractAsync(string container, string path, PipeReader archive, ExtractOptions options, CancellationToken cancellationToken);

    /// <summary>Writes all of its own files as an archive, without those of volumes.</summary>
    Task ExportAsync(string container, Stream archive, CancellationToken cancellationToken);

    /// <summary>What it changed of its image, by path.</summary>
    IReadOnlyList<TreeChange> GetChanges(string container);

    /// <summary>Its processes as records.</summary>
    IReadOnlyList<ProcessInformation> ListProcesses(string container);

    /// <summary>What it uses now.</summary>
    ContainerStatistics GetStatistics(string container);

    /// <summary>Removes containers that do not run.</summary>
    Task<PruneReport> PruneAsync(ContainerFilter filter, CancellationToken cancellationToken);

    /// <summary>Connects a container, running or not, to a network.</summary>
    Task ConnectAsync(string network, string container, EndpointSettings settings, CancellationToken cancellationToken);

    /// <summary>Disconnects a container, running or not, from a network.</summary>
    /// <param name="network">Name or id.</param>
    /// <param name="container">Name or id.</param>
    /// <param name="force">Forget what it has there even if its namespace is gone.</param>
    /// <param name="cancellationToken">Ends the wait for other changes.</param>
    Task DisconnectAsync(string network, string container, bool force, CancellationToken cancellationToken);

    /// <summary>Makes an exec without starting it.</summary>
    Exec CreateExec(string container, ExecConfiguration configuration);

    /// <summary>Starts an exec; done when its program was executed. Returns its streams, or null when detached.</summary>
    Task<IContainerSession?> StartExecAsync(string exec, ExecStartOptions options, CancellationToken cancellationToken);

    /// <summary>Kills an exec's process and those of its process group; nothing when it does not run.</summary>
    Task KillExecAsync(string exec);

    /// <summary>The exec, or a not-found error.</summary>
    Exec GetExec(string exec);

    /// <summary>Ids of the execs of a container that have not been forgotten.</summary>
    IReadOnlyList<string> ListExecs(string container);

    /// <summary>Sets the size of an exec's terminal.</summary>
    Task ResizeExecAsync(string exec, TerminalSize size, CancellationToken cancellationToken);
}
