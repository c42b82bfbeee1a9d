using System.Text;
using Engine.Host.Storage;
using Engine.Linux;
using Engine.Linux.Mounts;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Files;

/// <summary>Tells what a container changed by what its own layer has: nothing of the image is walked through.</summary>
internal sealed class LayerComparison
{
    private const ulong OneStep = Syscall.RESOLVE_BENEATH | Syscall.RESOLVE_NO_SYMLINKS | Syscall.RESOLVE_NO_MAGICLINKS;
    private const int Directory = Syscall.O_RDONLY | Syscall.O_DIRECTORY | Syscall.O_NOFOLLOW;

    // Places that the engine makes for its own mounts; Docker has them in a layer of its own, which it does not tell of.
    private static readonly HashSet<string> Own =
    [
        "/dev", "/dev/pts", "/dev/shm", "/dev/mqueue", "/dev/console", "/proc", "/sys", "/etc", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf",
    ];

    private readonly List<TreeChange> changes = [];

    /// <summary>The changes, ordered by path.</summary>
    /// <param name="layers">The container's root filesystem.</param>
    public static IReadOnlyList<TreeChange> Of(Oci.Monitor.OverlayRoot layers)
    {
        if (layers.Upper is not { } upper)
        {
            return [];
        }

        using FileDescriptor own = Syscall.OpenAt2(Syscall.AT_FDCWD, Terminated(upper), Directory, 0, 0);

        // An overlay needs two lower layers or an upper one; a single layer is the image itself.
        using FileDescriptor image = layers.Lower.Count == 1
            ? Syscall.OpenAt2(Syscall.AT_FDCWD, Terminated(layers.Lower[0]), Directory, 0, 0)
            : DetachedOverlay.Create([.. layers.Lower.Select(Terminated)], null, null);
        var comparison = new LayerComparison();
        comparison.Compare(own.Number, image, "");
        return [.. comparison.changes.OrderBy(change => change.Path, StringComparer.Ordinal)];
    }

    /// <returns>Something in the directory was changed.</returns>
    private bool Compare(int own, FileDescriptor? image, string path)
    {
        bool changed = false;
        foreach (byte[] name in Syscall.DirectoryNames(own))
        {
            if (Syscall.Status(own, name) is not { } status)
            {
                continue;
            }

            string child = $"{path}/{Encoding.UTF8.GetString(name, 0, name.Length - 1)}";
            FileStatus? before = image is null ? null : Syscall.Status(image.Number, name);
            if (Whiteout.Is(status))
            {
                changes.Add(new TreeChange(child, TreeChangeKind.Deleted));
                changed = true;
            }
            else if (status.Type == FileStatus.S_IFDIR)
            {
                changed |= CompareDirectory(own, image, name, child, status, before);
            }
            else if (before is not null || status.Size > 0 || !Own.Contains(child))
            {
                changes.Add(new TreeChange(child, before is null ? TreeChangeKind.Added : TreeChangeKind.Modified));
                changed = true;
            }
        }

        return changed;
    }

    private bool CompareDirectory(int own, FileDescriptor? image, byte[] name, string path, FileStatus status, FileStatus? before)
    {
        if (path.AsSpan().Count('/') > TreeDepth.Most)
        {
            throw new Archives.ArchiveException($"directories are nested deeper than {TreeDepth.Most}");
        }

        using FileDescriptor directory = Syscall.OpenAt2(own, name, Directory, 0, OneStep);
        using FileDescriptor? below = before is { Type: FileStatus.S_IFDIR } ? Syscall.TryOpenAt2(image!.Number, name, Directory, 0, OneStep, out _) : null;
        bool opaque = OverlayMarks.IsOpaque(directory);
        if (opaque && below is not null)
        {
            TellDeleted(directory.Number, below, path);
        }

        bool changed = Compare(directory.Number, below, path);

        // overlayfs copies a directory up to change what is in it: that alone is no change of the directory, unless something in it was.
        if (before is null && (changed || !Own.Contains(path)))
        {
            changes.Add(new TreeChange(path, TreeChangeKind.Added));
            return true;
        }

        if (changed || opaque || (before is { } was && (was.Mode != status.Mode || was.Uid != status.Uid || was.Gid != status.Gid)))
        {
            changes.Add(new TreeChange(path, TreeChangeKind.Modified));
            return true;
        }

        return false;
    }

    // An opaque directory hides all that the image has there.
    private void TellDeleted(int own, FileDescriptor image, string path)
    {
        using FileDescriptor again = Syscall.OpenAt2(image.Number, ".\0"u8, Directory, 0, 0);
        foreach (byte[] name in Syscall.DirectoryNames(again.Number).Where(name => Syscall.Status(own, name) is null))
        {
            changes.Add(new TreeChange($"{path}/{Encoding.UTF8.GetString(name, 0, name.Length - 1)}", TreeChangeKind.Deleted));
        }
    }

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
