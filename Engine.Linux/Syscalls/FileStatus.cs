namespace Engine.Linux.Syscalls;

/// <summary>What statx(2) tells about a file.</summary>
public readonly record struct FileStatus
{
    /// <summary>Mask of the type bits in <see cref="Mode"/> (inode(7)).</summary>
    public const uint S_IFMT = 0xF000;

    /// <summary>Socket.</summary>
    public const uint S_IFSOCK = 0xC000;

    /// <summary>Symbolic link.</summary>
    public const uint S_IFLNK = 0xA000;

    /// <summary>Regular file.</summary>
    public const uint S_IFREG = 0x8000;

    /// <summary>Block device.</summary>
    public const uint S_IFBLK = 0x6000;

    /// <summary>Directory.</summary>
    public const uint S_IFDIR = 0x4000;

    /// <summary>Character device.</summary>
    public const uint S_IFCHR = 0x2000;

    /// <summary>Fifo.</summary>
    public const uint S_IFIFO = 0x1000;

    /// <summary>Type and permission bits.</summary>
    public required uint Mode { get; init; }

    /// <summary>Owning user ID.</summary>
    public required uint Uid { get; init; }

    /// <summary>Owning group ID.</summary>
    public required uint Gid { get; init; }

    /// <summary>Number of hard links.</summary>
    public required uint Links { get; init; }

    /// <summary>Inode number, unique on the file system.</summary>
    public required ulong Inode { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Space taken on disk, in blocks of 512 bytes.</summary>
    public required long Blocks { get; init; }

    /// <summary>Last modification of the content.</summary>
    public required Timespec Modified { get; init; }

    /// <summary>Last access.</summary>
    public required Timespec Accessed { get; init; }

    /// <summary>Last change of content or attributes.</summary>
    public required Timespec Changed { get; init; }

    /// <summary>Major number of the device that this node stands for.</summary>
    public required uint DeviceMajor { get; init; }

    /// <summary>Minor number of the device that this node stands for.</summary>
    public required uint DeviceMinor { get; init; }

    /// <summary>Device that holds the file, major and minor in the upper and lower half.</summary>
    public required ulong FileSystem { get; init; }

    /// <summary>The type bits.</summary>
    public uint Type => Mode & S_IFMT;
}
