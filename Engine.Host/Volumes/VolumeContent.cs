using System.Text;
using Engine.Host.Storage;
using Engine.Linux;
using Engine.Linux.Mounts;
using Engine.Linux.Syscalls;

namespace Engine.Host.Volumes;

/// <summary>
/// Fills a new volume with what the image has at its place. The image is seen through a detached mount and walked by descriptors, so that no link in
/// it leads out of it.
/// </summary>
internal static class VolumeContent
{
    private const ulong Within = Syscall.RESOLVE_IN_ROOT | Syscall.RESOLVE_NO_MAGICLINKS;
    private const int ReadDirectory = Syscall.O_RDONLY | Syscall.O_DIRECTORY;

    /// <summary>Copies; nothing happens if the volume has content, or the image no directory at that place.</summary>
    /// <param name="lower">The image's layers, topmost first.</param>
    /// <param name="destination">Absolute path in the container.</param>
    /// <param name="volume">The volume's directory.</param>
    /// <param name="replacement">Makes a directory beside the volume's that takes its place when it is full; null: fill the volume's own.</param>
    public static void Fill(IReadOnlyList<string> lower, string destination, string volume, Func<string>? replacement)
    {
        using FileDescriptor target = Open(volume);
        if (lower.Count == 0 || Syscall.DirectoryNames(target.Number).Count > 0)
        {
            return;
        }

        // An overlay needs two lower layers or an upper one; a single layer is the root itself.
        using FileDescriptor root = lower.Count == 1 ? Open(lower[0]) : DetachedOverlay.Create([.. lower.Select(Terminated)], null, null);
        using FileDescriptor? source = Syscall.TryOpenAt2(root.Number, Terminated("." + destination), ReadDirectory, 0, Within, out _);
        if (source is null)
        {
            return;
        }

        if (replacement is null || Syscall.DirectoryNames(source.Number).Count == 0)
        {
            using FileDescriptor again = Reopen(source);
            new TreeCopy().Copy(again.Number, target.Number);
            return;
        }

        string made = replacement();
        using FileDescriptor full = Open(made);
        using FileDescriptor content = Reopen(source);
        new TreeCopy().Copy(content.Number, full.Number);
        DirectoryTree.SyncFileSystem(made);
        Errno errno = Syscall.TryRenameAt2(Syscall.AT_FDCWD, Terminated(made), Syscall.AT_FDCWD, Terminated(volume), 0);
        if (errno != Errno.OK)
        {
            DirectoryTree.Remove(made);
            throw new LinuxException("renameat2", errno, volume);
        }
    }

    // A directory's descriptor remembers how far it was read.
    private static FileDescriptor Reopen(FileDescriptor directory) => Syscall.OpenAt2(directory.Number, ".\0"u8, ReadDirectory, 0, 0);

    private static FileDescriptor Open(string path) => Syscall.OpenAt2(Syscall.AT_FDCWD, Terminated(path), ReadDirectory, 0, 0);

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
