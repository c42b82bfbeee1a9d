using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Which file a path names now (statx(2)): its inode number, which a rename keeps.</summary>
public static partial class FileInode
{
    private const int AT_FDCWD = -100;
    private const int AT_SYMLINK_NOFOLLOW = 0x100;
    private const uint STATX_INO = 0x100;
    private const int StatxSize = 256;
    private const int InodeOffset = 32;

    /// <summary>Asks for the inode number; a symbolic link is not followed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="inode">The number, unique in its file system.</param>
    /// <returns>False if there is no such file or it cannot be reached.</returns>
    public static unsafe bool TryGet(string path, out ulong inode)
    {
        var answer = stackalloc byte[StatxSize];
        var found = statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_INO, answer) == 0;
        inode = found ? *(ulong*)(answer + InodeOffset) : 0;
        return found;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statx(int directory, string path, int flags, uint mask, byte* answer);
}
