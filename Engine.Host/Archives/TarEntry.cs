using System.Text;
using Engine.Linux.Syscalls;

namespace Engine.Host.Archives;

/// <summary>One entry of a tar archive. Names are bytes, as they are to the kernel.</summary>
internal sealed record TarEntry
{
    /// <summary>The path as the archive has it: not cleaned, not to be trusted.</summary>
    public required byte[] Name { get; init; }

    public TarEntryType Type { get; init; } = TarEntryType.Regular;

    /// <summary>Target of a hard or symbolic link.</summary>
    public byte[] LinkName { get; init; } = [];

    /// <summary>Permission bits with set-user-ID, set-group-ID and sticky bit; no type bits.</summary>
    public uint Mode { get; init; }

    public uint Uid { get; init; }

    public uint Gid { get; init; }

    public byte[] UserName { get; init; } = [];

    public byte[] GroupName { get; init; } = [];

    /// <summary>Length of the file in bytes, for a sparse file with its holes.</summary>
    public long Size { get; init; }

    /// <summary>Bytes of content in the archive: differs from <see cref="Size"/> for a sparse file only.</summary>
    public long StoredSize { get; init; }

    /// <summary>The stretches of a sparse file in ascending order, or null for a file without holes.</summary>
    public IReadOnlyList<SparseSegment>? Sparse { get; init; }

    public Timespec Modified { get; init; }

    public Timespec? Accessed { get; init; }

    public uint DeviceMajor { get; init; }

    public uint DeviceMinor { get; init; }

    public IReadOnlyList<ExtendedAttribute> ExtendedAttributes { get; init; } = [];

    /// <summary>The name for messages and for names that are known to be text.</summary>
    public string NameText => Encoding.UTF8.GetString(Name);
}
