using Engine.Protocol;

namespace Engine.Host.Errors;

/// <summary>What went wrong, by the names of the JSON-RPC contract, which the cmdlets use for their <c>FullyQualifiedErrorId</c>.</summary>
internal static class ErrorCode
{
    public const string Internal = EngineErrorIds.Internal;
    public const string InvalidArgument = EngineErrorIds.InvalidArgument;
    public const string Unauthorized = EngineErrorIds.Forbidden;
    public const string Forbidden = EngineErrorIds.Forbidden;
    public const string NotFound = EngineErrorIds.NotFound;
    public const string Conflict = EngineErrorIds.Conflict;
    public const string NotModified = EngineErrorIds.NotModified;
    public const string NotSupported = EngineErrorIds.NotSupported;
    public const string Unavailable = EngineErrorIds.Unavailable;

    public const string ContainerNotFound = EngineErrorIds.ContainerNotFound;
    public const string ContainerNameInUse = EngineErrorIds.ContainerNameInUse;
    public const string ContainerNotRunning = EngineErrorIds.ContainerNotRunning;
    public const string ContainerRunning = EngineErrorIds.ContainerRunning;
    public const string ContainerPaused = EngineErrorIds.ContainerPaused;
    public const string ContainerNotPaused = EngineErrorIds.ContainerNotPaused;
    public const string ContainerRemoving = EngineErrorIds.ContainerRemoving;
    public const string ContainerStartFailed = EngineErrorIds.ContainerStartFailed;
    public const string CommandNotFound = EngineErrorIds.CommandNotFound;
    public const string CommandNotExecutable = EngineErrorIds.CommandNotExecutable;
    public const string ExecNotFound = EngineErrorIds.ExecNotFound;
    public const string ExecAlreadyRun = EngineErrorIds.ExecAlreadyRun;
    public const string LogsUnreadable = EngineErrorIds.LogsUnreadable;
    public const string ImageNotFound = EngineErrorIds.ImageNotFound;
    public const string InvalidArchive = EngineErrorIds.InvalidArchive;
    public const string InvalidReference = EngineErrorIds.InvalidReference;
    public const string DigestMismatch = EngineErrorIds.DigestMismatch;
    public const string DiskFull = EngineErrorIds.DiskFull;
    public const string ImageInUse = EngineErrorIds.ImageInUse;
    public const string ImagePullDenied = EngineErrorIds.ImagePullDenied;
    public const string RegistryUnavailable = EngineErrorIds.RegistryUnavailable;
    public const string RegistryContentInvalid = EngineErrorIds.RegistryContentInvalid;
    public const string NetworkNotFound = EngineErrorIds.NetworkNotFound;
    public const string NetworkNameInUse = EngineErrorIds.NetworkNameInUse;
    public const string NetworkInUse = EngineErrorIds.NetworkInUse;
    public const string NetworkSetupFailed = EngineErrorIds.NetworkSetupFailed;
    public const string PathNotFound = EngineErrorIds.PathNotFound;
    public const string VolumeNotFound = EngineErrorIds.VolumeNotFound;
    public const string VolumeInUse = EngineErrorIds.VolumeInUse;
    public const string VolumeExists = EngineErrorIds.VolumeExists;
    public const string PortInUse = EngineErrorIds.PortInUse;
    public const string MonitorUnreachable = EngineErrorIds.MonitorUnreachable;
}
