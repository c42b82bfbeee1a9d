namespace Engine.Protocol;

/// <summary>The stable names of failures (<see cref="EngineErrorData.Id"/>). A name is never reused for something else.</summary>
public static class EngineErrorIds
{
    /// <summary>No container has this name or id.</summary>
    public const string ContainerNotFound = nameof(ContainerNotFound);

    /// <summary>Several containers' ids begin like this.</summary>
    public const string ContainerAmbiguous = nameof(ContainerAmbiguous);

    /// <summary>Another container has the name.</summary>
    public const string ContainerNameInUse = nameof(ContainerNameInUse);

    /// <summary>The request needs a running container.</summary>
    public const string ContainerNotRunning = nameof(ContainerNotRunning);

    /// <summary>The request needs a container that does not run.</summary>
    public const string ContainerRunning = nameof(ContainerRunning);

    /// <summary>The container is frozen.</summary>
    public const string ContainerPaused = nameof(ContainerPaused);

    /// <summary>The container is not frozen.</summary>
    public const string ContainerNotPaused = nameof(ContainerNotPaused);

    /// <summary>The container is being removed.</summary>
    public const string ContainerRemoving = nameof(ContainerRemoving);

    /// <summary>The container could not be started for a reason without a name of its own.</summary>
    public const string ContainerStartFailed = nameof(ContainerStartFailed);

    /// <summary>The program does not exist in the container (exit status 127).</summary>
    public const string CommandNotFound = nameof(CommandNotFound);

    /// <summary>The program can't be executed (exit status 126).</summary>
    public const string CommandNotExecutable = nameof(CommandNotExecutable);

    /// <summary>No exec has this id.</summary>
    public const string ExecNotFound = nameof(ExecNotFound);

    /// <summary>The exec has run already.</summary>
    public const string ExecAlreadyRun = nameof(ExecAlreadyRun);

    /// <summary>The container's log is not kept here.</summary>
    public const string LogsUnreadable = nameof(LogsUnreadable);

    /// <summary>No image has this reference or id.</summary>
    public const string ImageNotFound = nameof(ImageNotFound);

    /// <summary>Several images' ids begin like this.</summary>
    public const string ImageAmbiguous = nameof(ImageAmbiguous);

    /// <summary>A container uses the image.</summary>
    public const string ImageInUse = nameof(ImageInUse);

    /// <summary>The text is no image reference.</summary>
    public const string InvalidReference = nameof(InvalidReference);

    /// <summary>The archive is broken or truncated.</summary>
    public const string InvalidArchive = nameof(InvalidArchive);

    /// <summary>Content does not match its digest.</summary>
    public const string DigestMismatch = nameof(DigestMismatch);

    /// <summary>A registry lets the caller not have, or send, the image.</summary>
    public const string ImagePullDenied = nameof(ImagePullDenied);

    /// <summary>A registry cannot be reached, or fails.</summary>
    public const string RegistryUnavailable = nameof(RegistryUnavailable);

    /// <summary>A registry sent something that is no image, or not what it said.</summary>
    public const string RegistryContentInvalid = nameof(RegistryContentInvalid);

    /// <summary>A parameter's value is refused.</summary>
    public const string InvalidArgument = nameof(InvalidArgument);

    /// <summary>No network has this name or id.</summary>
    public const string NetworkNotFound = nameof(NetworkNotFound);

    /// <summary>Another network has the name.</summary>
    public const string NetworkNameInUse = nameof(NetworkNameInUse);

    /// <summary>Running containers are on the network.</summary>
    public const string NetworkInUse = nameof(NetworkInUse);

    /// <summary>The kernel refused what a container's network needs.</summary>
    public const string NetworkSetupFailed = nameof(NetworkSetupFailed);

    /// <summary>There is no such file in the container.</summary>
    public const string PathNotFound = nameof(PathNotFound);

    /// <summary>There is no such volume.</summary>
    public const string VolumeNotFound = nameof(VolumeNotFound);

    /// <summary>A container has the volume.</summary>
    public const string VolumeInUse = nameof(VolumeInUse);

    /// <summary>There is a volume of that name, and it is another one.</summary>
    public const string VolumeExists = nameof(VolumeExists);

    /// <summary>A port of the host is taken.</summary>
    public const string PortInUse = nameof(PortInUse);

    /// <summary>The disk is full.</summary>
    public const string DiskFull = nameof(DiskFull);

    /// <summary>A container's monitor does not answer.</summary>
    public const string MonitorUnreachable = nameof(MonitorUnreachable);

    /// <summary>Something that is needed can't be had now, for a reason without a name of its own.</summary>
    public const string Unavailable = nameof(Unavailable);

    /// <summary>The engine can't do this.</summary>
    public const string NotSupported = nameof(NotSupported);

    /// <summary>The caller is not allowed to do this.</summary>
    public const string Forbidden = nameof(Forbidden);

    /// <summary>There is no such thing, and it has no name of its own here.</summary>
    public const string NotFound = nameof(NotFound);

    /// <summary>The state of things excludes the request, for a reason without a name of its own.</summary>
    public const string Conflict = nameof(Conflict);

    /// <summary>It is so already.</summary>
    public const string NotModified = nameof(NotModified);

    /// <summary>A fault of the engine.</summary>
    public const string Internal = nameof(Internal);
}
