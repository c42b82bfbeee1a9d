using System.Runtime.InteropServices;

namespace Engine.Linux.Cgroups;

/// <summary>The magic number of the file system at a path (statfs(2)).</summary>
internal static unsafe partial class FileSystemType
{
    internal const long CGROUP_SUPER_MAGIC = 0x27e0eb;
    internal const long CGROUP2_SUPER_MAGIC = 0x63677270;

    // struct statfs is 120 bytes on 64-bit Linux and begins with f_type, a long.
    private const int SizeOfStatfs = 120;

    /// <summary>The magic number, or 0 when the path cannot be examined.</summary>
    internal static long Of(string path)
    {
        byte* buffer = stackalloc byte[SizeOfStatfs];
        return statfs(path, buffer) == 0 ? *(long*)buffer : 0;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statfs(string path, byte* buffer);
}
