using Engine.Host.Errors;
using Engine.Linux;

namespace Engine.Host.Containers.Files;

/// <summary>The failures of copying from and to containers, worded as Docker does.</summary>
internal static class FileErrors
{
    public static EngineException NotFound(string path, string container) =>
        new NotFoundException($"Could not find the file {path} in container {container}", ErrorCode.PathNotFound) { Subject = path };

    public static EngineException NotADirectory() => new InvalidArgumentException("extraction point is not a directory");

    public static EngineException RootIsReadOnly() => new InvalidArgumentException("container rootfs is marked read-only");

    public static EngineException VolumeIsReadOnly() => new InvalidArgumentException("mounted volume is marked read-only");

    public static EngineException OtherKind(bool isDirectory, string there, string entry) => new InvalidArgumentException(isDirectory
        ? $"cannot overwrite directory \"{there}\" with non-directory \"{entry}\""
        : $"cannot overwrite non-directory \"{there}\" with directory \"{entry}\"");

    public static EngineException KernelFileSystem(string path) =>
        new ForbiddenException($"nothing is copied to {path}: it belongs to the kernel's own file systems");

    /// <summary>What the kernel refused, in a client's words.</summary>
    public static EngineException Of(string path, LinuxException failure) => failure.Errno switch
    {
        Errno.ENOTDIR => new InternalException($"lstat {path}: not a directory", innerException: failure),
        Errno.ELOOP => new InvalidArgumentException($"lstat {path}: too many levels of symbolic links", innerException: failure),
        Errno.EROFS => new InvalidArgumentException($"{path}: read-only file system", innerException: failure),
        Errno.ENOSPC or Errno.EDQUOT => new UnavailableException($"{path}: no space left on device", ErrorCode.DiskFull, failure),
        _ => new InternalException($"{path}: {failure.Message}", innerException: failure),
    };
}
