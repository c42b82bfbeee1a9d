using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    private const uint STATX_BASIC_STATS = 0x7ff;

    /// <summary>What is known about a file (statx(2)), not following a symbolic link; null if there is none of that name.</summary>
    /// <param name="dirfd">The directory, or with an empty path the file itself.</param>
    /// <param name="path">The path, NUL-terminated, may be empty.</param>
    /// <exception cref="LinuxException">The call failed with anything but ENOENT.</exception>
    public static FileStatus? Status(int dirfd, ReadOnlySpan<byte> path)
    {
        RequireTerminated(path);
        statx_t s;
        fixed (byte* p = path)
        {
            if (statx(dirfd, p, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH, STATX_BASIC_STATS, &s) != 0)
            {
                return Marshal.GetLastPInvokeError() == (int)Errno.ENOENT ? null : throw Failed("statx", path);
            }
        }

        return new FileStatus
        {
            Mode = s.mode,
            Uid = s.uid,
            Gid = s.gid,
            Links = s.nlink,
            Inode = s.ino,
            Size = (long)s.size,
            Blocks = (long)s.blocks,
            Modified = new(s.mtime.sec, s.mtime.nsec),
            Accessed = new(s.atime.sec, s.atime.nsec),
            Changed = new(s.ctime.sec, s.ctime.nsec),
            DeviceMajor = s.rdev_major,
            DeviceMinor = s.rdev_minor,
            FileSystem = ((ulong)s.dev_major << 32) | s.dev_minor,
        };
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int statx(int dirfd, byte* path, int flags, uint mask, statx_t* buffer);

#pragma warning disable IDE1006, CS0649 // The kernel's own names, written by the kernel.
    private struct statx_timestamp
    {
        public long sec;
        public uint nsec;
        public int reserved;
    }

    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct statx_t
    {
        public uint mask;
        public uint blksize;
        public ulong attributes;
        public uint nlink;
        public uint uid;
        public uint gid;
        public ushort mode;
        public ushort spare0;
        public ulong ino;
        public ulong size;
        public ulong blocks;
        public ulong attributes_mask;
        public statx_timestamp atime;
        public statx_timestamp btime;
        public statx_timestamp ctime;
        public statx_timestamp mtime;
        public uint rdev_major;
        public uint rdev_minor;
        public uint dev_major;
        public uint dev_minor;
    }
#pragma warning restore IDE1006, CS0649
}
