using System.Security.Cryptography;
using System.Text;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <summary>
/// Where things lie below the data root. Only root may enter any of it (mode 0700): layers hold set-user-ID programs of other
/// systems. Everything new begins in <see cref="Temporary"/> and is renamed to its place when it is whole and durable.
/// </summary>
internal sealed class StoreLayout
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public StoreLayout(string dataRoot)
    {
        DataRoot = Path.GetFullPath(dataRoot);
        foreach (var directory in (ReadOnlySpan<string>)[DataRoot, Path.Combine(DataRoot, "blobs"), Blobs, Layers, ContainerLayers, Temporary, Partial, Empty])
        {
            Directory.CreateDirectory(directory, OwnerOnly);
            File.SetUnixFileMode(directory, OwnerOnly);
        }

        // Layers of images and of containers are made here. ext4 puts what is made in a directory close to it, and there looks at every inode that
        // was freed in the last minutes: where layers come and go that was more than half the work of unpacking one. Apart from each other they do not meet.
        DirectoryTree.SpreadChildren(Temporary);
    }

    public string DataRoot { get; }

    /// <summary>Blobs as they came, each named by the digest of its bytes.</summary>
    public string Blobs => Path.Combine(DataRoot, "blobs", "sha256");

    /// <summary>Unpacked layers, each named by the digest of its uncompressed archive: a layer does not depend on what it lies on.</summary>
    public string Layers => Path.Combine(DataRoot, "overlay");

    /// <summary>Writable layers of containers.</summary>
    public string ContainerLayers => Path.Combine(DataRoot, "containers-layers");

    /// <summary>What is being made or being removed; the next start empties it.</summary>
    public string Temporary => Path.Combine(DataRoot, "tmp");

    /// <summary>Compressed layers of which a pull has fetched a part, each named by its digest: the next pull goes on from there.</summary>
    public string Partial => Path.Combine(DataRoot, "partial");

    /// <summary>A directory that stays empty: the lower layer of images that have none.</summary>
    public string Empty => Path.Combine(DataRoot, "empty");

    public string Blob(string digest) => Path.Combine(Blobs, Sha256Digest.Hex(digest));

    public string PartialBlob(string digest) => Path.Combine(Partial, Sha256Digest.Hex(digest));

    public string Layer(string diffId) => Path.Combine(Layers, Sha256Digest.Hex(diffId));

    /// <summary>The directory overlayfs gets as a lower layer.</summary>
    public string LayerContent(string diffId) => Path.Combine(Layer(diffId), "diff");

    public string ContainerLayer(string containerId) =>
        containerId.Length > 0 && containerId.All(char.IsAsciiLetterOrDigit)
            ? Path.Combine(ContainerLayers, containerId)
            : throw new ArgumentException($"invalid container ID: {containerId}", nameof(containerId));

    /// <summary>A name in <see cref="Temporary"/> that nobody uses.</summary>
    public string NewTemporary(string kind) => Path.Combine(Temporary, $"{kind}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}");

    /// <summary>Takes a file or a tree out of sight at once (one rename), then removes it at leisure.</summary>
    public void Discard(string path)
    {
        if (MoveAway(path) is { } moved)
        {
            DirectoryTree.Remove(moved);
        }
    }

    /// <summary>Renames into <see cref="Temporary"/>; null if there is nothing of that name.</summary>
    public string? MoveAway(string path)
    {
        var moved = NewTemporary("removed");
        return Rename(path, moved) ? moved : null;
    }

    /// <summary>Renames within the data root; false if there is no such file. What has the new name already stays and is an error.</summary>
    public static bool Rename(string from, string to)
    {
        var errno = Syscall.TryRenameAt2(
            Syscall.AT_FDCWD, Terminated(from), Syscall.AT_FDCWD, Terminated(to), Syscall.RENAME_NOREPLACE);
        return errno switch
        {
            Errno.OK => true,
            Errno.ENOENT => false,
            _ => throw new LinuxException("renameat2", errno, to),
        };

        static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + "\0");
    }
}
