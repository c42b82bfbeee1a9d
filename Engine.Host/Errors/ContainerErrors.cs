namespace Engine.Host.Errors;

/// <summary>The errors of containers, each worded in one place.</summary>
internal static class ContainerErrors
{
    public static EngineException NotFound(string name) =>
        new NotFoundException($"No such container: {name}", ErrorCode.ContainerNotFound) { Subject = name };

    public static EngineException AmbiguousPrefix(string prefix) =>
        new InvalidArgumentException($"Multiple IDs found with provided prefix: {prefix}") { Subject = prefix };

    public static EngineException InvalidName(string name) =>
        new InvalidArgumentException($"Invalid container name ({name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed") { Subject = name };

    public static EngineException NameInUse(string name, string ownerId) =>
        new ConflictException(
            $"Conflict. The container name \"/{name}\" is already in use by container \"{ownerId}\". "
            + "You have to remove (or rename) that container to be able to reuse that name.",
            ErrorCode.ContainerNameInUse)
        { Subject = name };

    public static EngineException NotRunning(string id) =>
        new ConflictException($"container {id} is not running", ErrorCode.ContainerNotRunning) { Subject = id };

    public static EngineException AlreadyStarted(string id) =>
        new NotModifiedException($"container {id} is already started", ErrorCode.ContainerRunning) { Subject = id };

    public static EngineException AlreadyStopped(string id) =>
        new NotModifiedException($"container {id} is already stopped", ErrorCode.ContainerNotRunning) { Subject = id };

    public static EngineException StartPaused(string id) =>
        new ConflictException("cannot start a paused container, try unpause instead", ErrorCode.ContainerPaused) { Subject = id };

    public static EngineException AlreadyPaused(string id) =>
        new ConflictException($"Container {id} is already paused", ErrorCode.ContainerPaused) { Subject = id };

    // Docker answers 500 here; the state of the container is not a fault of the engine, and clients only read the words.
    public static EngineException NotPaused(string id) =>
        new ConflictException($"Container {id} is not paused", ErrorCode.ContainerNotPaused) { Subject = id };

    public static EngineException ExecPaused(string name) =>
        new ConflictException($"Container {name} is paused, unpause the container before exec", ErrorCode.ContainerPaused) { Subject = name };

    public static EngineException AttachPaused(string name) =>
        new ConflictException($"container {name} is paused, unpause the container before attach", ErrorCode.ContainerPaused) { Subject = name };

    public static EngineException Restarting(string id) =>
        new ConflictException($"Container {id} is restarting, wait until the container is running", ErrorCode.ContainerNotRunning)
        { Subject = id };

    public static EngineException CannotRemoveRunning(string name, string state) =>
        new ConflictException(
            $"cannot remove container \"{name}\": container is {state}: stop the container before removing or force remove",
            ErrorCode.ContainerRunning)
        { Subject = name };

    public static EngineException RemovalInProgress(string id) =>
        new ConflictException($"removal of container {id} is already in progress", ErrorCode.ContainerRemoving) { Subject = id };

    public static EngineException MarkedForRemoval(string id) =>
        new ConflictException($"container is marked for removal and cannot be started: {id}", ErrorCode.ContainerRemoving) { Subject = id };

    public static EngineException CannotKill(string name, EngineException cause) =>
        new(cause.Kind, cause.Code, $"cannot kill container: {name}: {cause.Message}", cause) { Subject = name };

    public static EngineException InvalidSignal(string signal) => new InvalidArgumentException($"invalid signal: {signal}");

    /// <summary>What kept the program from running, with the words around it that people and programs look for.</summary>
    public static EngineException CannotCreate(EngineException cause) =>
        Refused("failed to create task for container: OCI runtime create failed: unable to start container process", cause);

    /// <inheritdoc cref="CannotCreate"/>
    public static EngineException CannotExec(EngineException cause) =>
        Refused("OCI runtime exec failed: exec failed: unable to start container process", cause);

    public static EngineException StartFailed(Exception cause) =>
        new InternalException($"failed to create task for container: {cause.Message}", ErrorCode.ContainerStartFailed, cause);

    public static EngineException CommandNotFound(string message) =>
        new InvalidArgumentException(message, ErrorCode.CommandNotFound);

    public static EngineException CommandNotExecutable(string message) =>
        new InvalidArgumentException(message, ErrorCode.CommandNotExecutable);

    public static EngineException NoCommand() => new InvalidArgumentException("no command specified");

    public static EngineException ExecNotFound(string id) =>
        new NotFoundException($"No such exec instance: {id}", ErrorCode.ExecNotFound) { Subject = id };

    public static EngineException ExecAlreadyRun(string id) =>
        new ConflictException($"exec command {id} has already run", ErrorCode.ExecAlreadyRun) { Subject = id };

    public static EngineException ExecAlreadyRunning(string id) =>
        new ConflictException($"exec command {id} is already running", ErrorCode.ExecAlreadyRun) { Subject = id };

    public static EngineException LogsUnreadable() =>
        new UnsupportedException("configured logging driver does not support reading", ErrorCode.LogsUnreadable);

    public static EngineException MonitorUnreachable(string id, Exception cause) =>
        new UnavailableException($"the monitor of container {id} cannot be reached: {cause.Message}", ErrorCode.MonitorUnreachable, cause)
        { Subject = id };

    // A client's mistake, such as a user that the image does not have, is told as it is; so is a monitor that is gone.
    private static EngineException Refused(string step, EngineException cause) =>
        cause.Code is ErrorCode.CommandNotFound or ErrorCode.CommandNotExecutable or ErrorCode.Internal
            ? new(cause.Kind, cause.Code, $"{step}: {cause.Message}", cause)
            : cause;
}
