using System.Text;
using Engine.Linux;
using Engine.Linux.Mounts;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Files;

/// <summary>
/// A container's files as its processes see them: a root, and for a container that does not run the mounts that it would have. Every descriptor stays
/// good whatever the container renames meanwhile. Part <c>.Walk</c> finds paths.
/// </summary>
internal sealed partial class ContainerTree : IDisposable
{
    private const ulong OneStep = Syscall.RESOLVE_BENEATH | Syscall.RESOLVE_NO_SYMLINKS | Syscall.RESOLVE_NO_MAGICLINKS;

    private readonly FileDescriptor root;
    private readonly Dictionary<string, FileDescriptor> mounts = [];

    private ContainerTree(FileDescriptor root) => this.root = root;

    /// <summary>The root directory.</summary>
    public FileDescriptor Root => root;

    /// <summary>The files of a running container, through its first process.</summary>
    /// <exception cref="IOException">It ended this moment.</exception>
    public static ContainerTree OfProcess(int pid, ulong startTime)
    {
        using FileDescriptor process = Syscall.OpenAt2(Syscall.AT_FDCWD, Terminated($"/proc/{pid}"), Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0);
        FileDescriptor root = Syscall.OpenAt2(process.Number, "root\0"u8, Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0);
        try
        {
            // Only now it is certain that the descriptor is not of another process that got the same id.
            return ProcessStartTime.Of(pid) == startTime ? new ContainerTree(root) : throw new IOException($"process {pid} has ended");
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    /// <summary>The layers of a container, mounted for this one look: nothing of them is in a mount namespace.</summary>
    /// <param name="layers">The root filesystem.</param>
    /// <param name="writable">Mount the container's own layer to be written; nothing else may use it then.</param>
    public static ContainerTree OfLayers(Oci.Monitor.OverlayRoot layers, bool writable)
    {
        IReadOnlyList<byte[]> lower = [.. layers.Lower.Select(Terminated)];
        return new ContainerTree(layers.Upper is not { } upper ? DetachedOverlay.Create(lower, null, null)
            : writable ? DetachedOverlay.Create(lower, Terminated(upper), Terminated(layers.Work!))
            : DetachedOverlay.Create([Terminated(upper), .. lower], null, null));
    }

    /// <summary>Has a file or directory of the host appear at a place, which is made if it is missing and can be.</summary>
    /// <param name="destination">Absolute path in the container.</param>
    /// <param name="source">Absolute path on the host.</param>
    /// <param name="readOnly">The kernel refuses to change it.</param>
    public void Mount(string destination, string source, bool readOnly)
    {
        FileDescriptor tree = DetachedMount.Clone(Syscall.AT_FDCWD, Terminated(source), MountCall.AT_RECURSIVE);
        if (readOnly)
        {
            DetachedMount.SetReadOnly(tree);
        }

        // Where it is is known when links on the way are followed; the place itself may be missing in a container that was never started.
        using TreePlace place = Find(Encoding.UTF8.GetBytes(destination), followLast: true);
        if (!mounts.TryAdd(place.Path, tree))
        {
            tree.Dispose();
        }
    }

    /// <summary>Makes the place of a mount, with the directories on the way to it, if it is missing.</summary>
    /// <param name="destination">Absolute path in the container.</param>
    /// <param name="isDirectory">A directory, or an empty file.</param>
    public void MakePlace(string destination, bool isDirectory)
    {
        byte[] path = Encoding.UTF8.GetBytes(destination);
        for (int end = 1; end <= path.Length; end++)
        {
            if (end < path.Length && path[end] != (byte)'/')
            {
                continue;
            }

            using TreePlace place = Find(path.AsSpan(0, end), followLast: true);
            if (place is not { File: null, Parent: { } parent })
            {
                continue;
            }

            if (end < path.Length || isDirectory)
            {
                Syscall.MkdirAt(parent.Number, place.Name, 0x1ED);
            }
            else
            {
                Syscall.OpenAt2(parent.Number, place.Name, Syscall.O_WRONLY | Syscall.O_CREAT | Syscall.O_EXCL | Syscall.O_NOFOLLOW, 0x1A4, OneStep).Dispose();
            }
        }
    }

    /// <summary>What is mounted below a directory, or null.</summary>
    /// <param name="directory">The directory's path without links.</param>
    /// <param name="below">The rest of the path, with a slash in front.</param>
    public FileDescriptor? MountedAt(string directory, ReadOnlySpan<byte> below) =>
        mounts.Count > 0 && mounts.TryGetValue((directory == "/" ? "" : directory) + Encoding.Latin1.GetString(below), out FileDescriptor? mounted)
            ? DescriptorFlags.Duplicate(mounted)
            : null;

    public void Dispose()
    {
        foreach (FileDescriptor mount in mounts.Values)
        {
            mount.Dispose();
        }

        root.Dispose();
    }

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
