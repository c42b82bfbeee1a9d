using Engine.Host.Archives;
using Engine.Linux.Syscalls;

namespace Engine.Host.Storage;

/// <summary>The marker files by which a layer removes what is below it (OCI image-spec, layer.md#whiteouts).</summary>
internal static class Whiteout
{
    private static ReadOnlySpan<byte> Prefix => ".wh."u8;

    /// <summary>True for a marker; <paramref name="hidden"/> is the NUL-terminated name that it hides, or empty where it hides all of its directory.</summary>
    /// <exception cref="ArchiveException">It names nothing that could be hidden.</exception>
    public static bool TryParse(EntryPath path, out ReadOnlySpan<byte> hidden)
    {
        hidden = default;
        if (!path.Name.StartsWith(Prefix))
        {
            return false;
        }

        var name = path.Name[Prefix.Length..];
        if (name.SequenceEqual(".wh..opq\0"u8))
        {
            return true;
        }

        if (name.SequenceEqual("\0"u8) || name.SequenceEqual(".\0"u8) || name.SequenceEqual("..\0"u8))
        {
            throw new ArchiveException($"cannot unpack {path}: a whiteout that names no file");
        }

        hidden = name;
        return true;
    }

    /// <summary>AUFS kept its own records under such names (<c>.wh..wh.plnk</c>, <c>.wh..wh.aufs</c>); old archives still carry them.</summary>
    public static bool IsAufsMetadata(ReadOnlySpan<byte> name)
    {
        while (!name.IsEmpty)
        {
            var slash = name.IndexOf((byte)'/');
            var component = slash < 0 ? name : name[..slash];
            if (component.StartsWith(".wh..wh."u8) && !component.SequenceEqual(".wh..wh..opq"u8))
            {
                return true;
            }

            name = slash < 0 ? default : name[(slash + 1)..];
        }

        return false;
    }

    /// <summary>True if a directory on the way to the entry is named as a marker.</summary>
    public static bool HasMarkedParent(EntryPath path) => path.Parent.StartsWith(Prefix) || path.Parent.IndexOf("/.wh."u8) >= 0;

    /// <summary>The name of the marker that hides a name.</summary>
    public static byte[] Marker(ReadOnlySpan<byte> hidden) => [.. Prefix, .. hidden];

    /// <summary>The name of the marker that hides everything below its directory.</summary>
    public static byte[] OpaqueMarker() => [.. Prefix, .. ".wh..opq"u8];

    /// <summary>True for overlayfs' own form: a character device 0:0.</summary>
    public static bool Is(FileStatus? status) => status is { Type: FileStatus.S_IFCHR, DeviceMajor: 0, DeviceMinor: 0 };
}
