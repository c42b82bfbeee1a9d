namespace Engine.Host.Errors;

/// <summary>The stable codes of errors: part of the JSON-RPC contract and the <c>FullyQualifiedErrorId</c> of the cmdlets. Never renamed.</summary>
internal static class ErrorCode
{
    public const string Internal = "Internal";
    public const string InvalidArgument = "InvalidArgument";
    public const string Unauthorized = "Unauthorized";
    public const string Forbidden = "Forbidden";
    public const string NotFound = "NotFound";
    public const string Conflict = "Conflict";
    public const string NotModified = "NotModified";
    public const string NotImplemented = "NotImplemented";
    public const string Unavailable = "Unavailable";

    public const string ContainerNotFound = "ContainerNotFound";
    public const string ContainerNameInUse = "ContainerNameInUse";
    public const string ContainerNotRunning = "ContainerNotRunning";
    public const string ContainerRunning = "ContainerRunning";
    public const string ContainerPaused = "ContainerPaused";
    public const string ContainerNotPaused = "ContainerNotPaused";
    public const string ContainerRemoving = "ContainerRemoving";
    public const string ContainerStartFailed = "ContainerStartFailed";
    public const string CommandNotFound = "CommandNotFound";
    public const string CommandNotExecutable = "CommandNotExecutable";
    public const string ExecNotFound = "ExecNotFound";
    public const string ExecAlreadyRun = "ExecAlreadyRun";
    public const string LogsUnreadable = "LogsUnreadable";
    public const string ImageNotFound = "ImageNotFound";
    public const string InvalidArchive = "InvalidArchive";
    public const string InvalidReference = "InvalidReference";
    public const string DigestMismatch = "DigestMismatch";
    public const string DiskFull = "DiskFull";
    public const string ImageInUse = "ImageInUse";
    public const string PortInUse = "PortInUse";
    public const string MonitorUnreachable = "MonitorUnreachable";
}
