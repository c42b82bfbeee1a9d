using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Starts write-out of dirty pages that are not being written yet (sync_file_range(2)).</summary>
    public const uint SYNC_FILE_RANGE_WRITE = 2;

    /// <summary>
    /// Asks the kernel to start writing a range out, so that a later sync has less to wait for. A hint: it promises no durability,
    /// and its errors are those a later sync reports.
    /// </summary>
    /// <param name="fd">The file.</param>
    /// <param name="offset">Start of the range in bytes.</param>
    /// <param name="length">Length in bytes, 0 for all up to the end.</param>
    public static void StartWriteback(int fd, long offset, long length) => _ = sync_file_range(fd, offset, length, SYNC_FILE_RANGE_WRITE);

    [LibraryImport("libc")]
    private static partial int sync_file_range(int fd, long offset, long nbytes, uint flags);
}
