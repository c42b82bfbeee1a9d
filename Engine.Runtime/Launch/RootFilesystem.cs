using Engine.Linux;
using Engine.Linux.Mounts;
using Engine.Oci.Monitor;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.Syscall;

namespace Engine.Runtime.Launch;

/// <summary>Makes a container's root filesystem as a detached mount: it is nowhere in the host's tree, and gone with the last process that uses it.</summary>
internal static class RootFilesystem
{
    /// <summary>From a directory.</summary>
    /// <param name="path">Absolute path.</param>
    public static FileDescriptor FromDirectory(string path)
    {
        try
        {
            return DetachedMount.Clone(AT_FDCWD, NativePath.Bytes(path), AT_RECURSIVE);
        }
        catch (LinuxException e) when (e.Errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            throw LaunchException.Invalid($"invalid rootfs: {path}: {ErrnoText.Of(e.Errno)}");
        }
    }

    /// <summary>From layers; with <paramref name="mappings"/> their owners are mapped into the container's user namespace.</summary>
    public static FileDescriptor FromLayers(OverlayRoot overlay, IdMappings? mappings)
    {
        using var userNamespace = mappings is null ? null : new FileDescriptor(UserNamespace.Create(mappings));
        var lower = overlay.Lower.Select(NativePath.Bytes).ToArray();
        return DetachedOverlay.Create(
            lower, overlay.Upper is { } upper ? NativePath.Bytes(upper) : null, overlay.Work is { } work ? NativePath.Bytes(work) : null, userNamespace);
    }
}
