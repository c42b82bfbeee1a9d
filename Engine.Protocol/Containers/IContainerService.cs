using System.IO.Pipelines;
using PolyType;
using StreamJsonRpc;

namespace Engine.Protocol;

/// <summary>Containers. <c>container</c> parameters are a name, an id, or an unambiguous beginning of an id.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface IContainerService
{
    /// <summary>Creates a container; it does not run yet.</summary>
    /// <param name="spec">The container.</param>
    /// <param name="cancellationToken">Ends the call; nothing of the container stays.</param>
    Task<ContainerCreated> CreateContainerAsync(ContainerSpec spec, CancellationToken cancellationToken);

    /// <summary>Starts a container and returns when its program was executed. One that runs is left alone.</summary>
    /// <param name="container">The container.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task StartContainerAsync(string container, CancellationToken cancellationToken);

    /// <summary>Asks a container to end and kills it when it did not within the time. One that does not run is left alone.</summary>
    /// <param name="container">The container.</param>
    /// <param name="timeout">Time to end by itself; null: the container's own. Negative: unlimited.</param>
    /// <param name="signal">The signal that asks; null: the container's own.</param>
    /// <param name="wait">Return when it has ended; else when it was asked.</param>
    /// <param name="cancellationToken">Ends the waiting, not the stop.</param>
    Task StopContainerAsync(string container, TimeSpan? timeout, string? signal, bool wait, CancellationToken cancellationToken);

    /// <summary>Stops (if it runs) and starts a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="timeout">As for <see cref="StopContainerAsync"/>.</param>
    /// <param name="signal">As for <see cref="StopContainerAsync"/>.</param>
    /// <param name="wait">Return when it runs again; else when it was asked to end.</param>
    /// <param name="cancellationToken">Ends the waiting, not the restart.</param>
    Task RestartContainerAsync(string container, TimeSpan? timeout, string? signal, bool wait, CancellationToken cancellationToken);

    /// <summary>Sends a signal to a running container's first process.</summary>
    /// <param name="container">The container.</param>
    /// <param name="signal">Name (with or without SIG) or number.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task KillContainerAsync(string container, string signal, CancellationToken cancellationToken);

    /// <summary>Freezes a running container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task PauseContainerAsync(string container, CancellationToken cancellationToken);

    /// <summary>Thaws a frozen container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ResumeContainerAsync(string container, CancellationToken cancellationToken);

    /// <summary>Gives a container another name.</summary>
    /// <param name="container">The container.</param>
    /// <param name="name">The new name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RenameContainerAsync(string container, string name, CancellationToken cancellationToken);

    /// <summary>Waits for a container's end.</summary>
    /// <param name="container">The container.</param>
    /// <param name="condition">Which end.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<ContainerExit> WaitContainerAsync(string container, WaitCondition condition, CancellationToken cancellationToken);

    /// <summary>Removes a container, its writable layer and its log.</summary>
    /// <param name="container">The container.</param>
    /// <param name="force">Also when it runs: it is killed first.</param>
    /// <param name="volumes">With its anonymous volumes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RemoveContainerAsync(string container, bool force, bool volumes, CancellationToken cancellationToken);

    /// <summary>Containers of this engine, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ContainerInfo>> ListContainersAsync(ContainerQuery query, CancellationToken cancellationToken);

    /// <summary>One container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ContainerInfo> GetContainerAsync(string container, CancellationToken cancellationToken);

    /// <summary>What a container wrote. With <see cref="LogQuery.Follow"/> the stream ends with the container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="query">Which part.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<LogEntry> ReadContainerLogAsync(string container, LogQuery query, CancellationToken cancellationToken);

    /// <summary>Connects to a running container's streams; returns when its output ended or the client completed the pipe it reads from.
    /// The container is not ended by it.</summary>
    /// <param name="container">The container.</param>
    /// <param name="options">Which streams.</param>
    /// <param name="streams">The client sends standard input raw; the engine sends frames (<see cref="OutputFrame"/>) and completes its side at the end.</param>
    /// <param name="cancellationToken">Ends the attachment.</param>
    Task AttachContainerAsync(string container, AttachOptions options, IDuplexPipe streams, CancellationToken cancellationToken);

    /// <summary>Sets the size of a container's terminal.</summary>
    /// <param name="container">The container.</param>
    /// <param name="size">The size.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ResizeContainerAsync(string container, TerminalSize size, CancellationToken cancellationToken);

    /// <summary>Prepares a further process in a running container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="spec">The process.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The exec's id.</returns>
    Task<string> CreateExecAsync(string container, ExecSpec spec, CancellationToken cancellationToken);

    /// <summary>Runs a prepared process and returns when it ended and all of its output was sent.</summary>
    /// <param name="exec">The exec's id.</param>
    /// <param name="streams">As for <see cref="AttachContainerAsync"/>.</param>
    /// <param name="cancellationToken">Kills the process: what a client started ends with it.</param>
    /// <returns>The exit status, or 128 + the signal's number.</returns>
    Task<int> StartExecAsync(string exec, IDuplexPipe streams, CancellationToken cancellationToken);

    /// <summary>Runs a prepared process without its streams and returns when its program was executed.</summary>
    /// <param name="exec">The exec's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task StartExecDetachedAsync(string exec, CancellationToken cancellationToken);

    /// <summary>Sets the size of an exec's terminal.</summary>
    /// <param name="exec">The exec's id.</param>
    /// <param name="size">The size.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ResizeExecAsync(string exec, TerminalSize size, CancellationToken cancellationToken);

    /// <summary>How an exec is.</summary>
    /// <param name="exec">The exec's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ExecInfo> GetExecAsync(string exec, CancellationToken cancellationToken);

    /// <summary>Changes limits and restart policy; a running container has them at once.</summary>
    /// <param name="container">The container.</param>
    /// <param name="change">What changes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Warnings.</returns>
    Task<IReadOnlyList<string>> UpdateContainerAsync(string container, ContainerChange change, CancellationToken cancellationToken);

    /// <summary>The processes of a running container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ContainerProcess>> ListProcessesAsync(string container, CancellationToken cancellationToken);

    /// <summary>What running containers use; those that do not run are left out.</summary>
    /// <param name="containers">The containers; empty: all of them.</param>
    /// <param name="interval">How long to watch their processors.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ContainerUsage>> MeasureContainersAsync(IReadOnlyList<string> containers, TimeSpan interval, CancellationToken cancellationToken);

    /// <summary>Removes containers that do not run.</summary>
    /// <param name="labels">Only those with all of these labels; null stands for any value.</param>
    /// <param name="before">Only those made before.</param>
    /// <param name="cancellationToken">Ends the call; what was removed until then is.</param>
    Task<ContainerRemoval> PruneContainersAsync(IReadOnlyDictionary<string, string?>? labels, DateTimeOffset? before, CancellationToken cancellationToken);

    /// <summary>A file of a container, running or not.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">Its path; with a slash or a dot at the end a link there is followed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ContainerPathInfo> GetContainerPathAsync(string container, string path, CancellationToken cancellationToken);

    /// <summary>Sends a file or a directory of a container, running or not, as a tar archive.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">As for <see cref="GetContainerPathAsync"/>.</param>
    /// <param name="archive">The engine sends the archive and completes its side.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task CopyFromContainerAsync(string container, string path, IDuplexPipe archive, CancellationToken cancellationToken);

    /// <summary>Unpacks a tar archive, plain or compressed by gzip or zstd, in a directory of a container, running or not.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">The directory; links are followed.</param>
    /// <param name="ownedByUser">Everything becomes the container's user's, whoever the archive says.</param>
    /// <param name="archive">The client sends the archive and completes its side.</param>
    /// <param name="cancellationToken">Ends it; what was unpacked stays.</param>
    Task CopyToContainerAsync(string container, string path, bool ownedByUser, IDuplexPipe archive, CancellationToken cancellationToken);

    /// <summary>Sends all of a container's own files as a tar archive, without those of volumes.</summary>
    /// <param name="container">The container.</param>
    /// <param name="archive">As for <see cref="CopyFromContainerAsync"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task ExportContainerAsync(string container, IDuplexPipe archive, CancellationToken cancellationToken);

    /// <summary>What a container changed of its image, by path.</summary>
    /// <param name="container">The container.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ContainerPathChange>> CompareContainerAsync(string container, CancellationToken cancellationToken);
}
