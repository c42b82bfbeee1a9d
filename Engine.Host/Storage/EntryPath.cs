using System.Text;
using Engine.Host.Archives;

namespace Engine.Host.Storage;

/// <summary>
/// The path of an archive entry inside a layer: cleaned as text (no leading slash, no <c>.</c>, <c>..</c> taken back), split into parent and
/// last component, both NUL-terminated. Symbolic links in it are the file system's matter, resolved with the layer as root.
/// </summary>
internal readonly struct EntryPath
{
    // "parent\0name\0", or "\0name\0" for an entry in the root, or "\0\0" for the root itself.
    private readonly byte[] bytes;
    private readonly int split;

    private EntryPath(byte[] bytes, int split) => (this.bytes, this.split) = (bytes, split);

    /// <summary>The directory that holds the entry, NUL-terminated; <c>.</c> for the root.</summary>
    public ReadOnlySpan<byte> Parent => split == 0 ? ".\0"u8 : bytes.AsSpan(0, split + 1);

    /// <summary>The last component, NUL-terminated; empty (only the NUL) for the root itself.</summary>
    public ReadOnlySpan<byte> Name => bytes.AsSpan(split + 1);

    /// <summary>Parent and last component together, NUL-terminated.</summary>
    public byte[] FullPath() => split == 0 ? Name.ToArray() : [.. bytes.AsSpan(0, split), (byte)'/', .. Name];

    public bool IsRoot => Name.Length == 1;

    /// <exception cref="ArchiveException">The path leads out of the layer, or is longer than the kernel takes.</exception>
    public static EntryPath Parse(ReadOnlySpan<byte> path)
    {
        const int PATH_MAX = 4096;
        if (path.Length >= PATH_MAX)
        {
            throw new ArchiveException($"invalid path in the archive: it has {path.Length} bytes");
        }

        var clean = new byte[path.Length + 2];
        var length = 0;
        while (!path.IsEmpty)
        {
            var slash = path.IndexOf((byte)'/');
            var component = slash < 0 ? path : path[..slash];
            if (component is [(byte)'.', (byte)'.'])
            {
                length = length > 0
                    ? Math.Max(0, clean.AsSpan(0, length).LastIndexOf((byte)'/'))
                    : throw new ArchiveException("invalid path in the archive: it leads out of the layer by \"..\"");
            }
            else if (component is not ([] or [(byte)'.']))
            {
                if (length > 0)
                {
                    clean[length++] = (byte)'/';
                }

                component.CopyTo(clean.AsSpan(length));
                length += component.Length;
            }

            path = slash < 0 ? default : path[(slash + 1)..];
        }

        var last = clean.AsSpan(0, length).LastIndexOf((byte)'/');
        if (last < 0)
        {
            byte[] inRoot = [0, .. clean.AsSpan(0, length), 0];
            return new(inRoot, 0);
        }

        clean[last] = 0;
        clean[length] = 0;
        return new(clean.AsSpan(0, length + 1).ToArray(), last);
    }

    public override string ToString() =>
        split == 0 ? Encoding.UTF8.GetString(Name[..^1]) : Encoding.UTF8.GetString(Parent[..^1]) + "/" + Encoding.UTF8.GetString(Name[..^1]);
}
