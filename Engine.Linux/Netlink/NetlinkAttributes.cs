using System.Buffers.Binary;

namespace Engine.Linux.Netlink;

/// <summary>Walks the attributes of a received message, as far as they are whole.</summary>
/// <param name="bytes">Attributes one after the other.</param>
public ref struct NetlinkAttributes(ReadOnlySpan<byte> bytes)
{
    private const int Header = 4;

    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>The attribute that was reached.</summary>
    public NetlinkAttribute Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly NetlinkAttributes GetEnumerator() => this;

    /// <summary>Goes on to the next one.</summary>
    public bool MoveNext()
    {
        if (rest.Length < Header)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (length < Header || length > rest.Length)
        {
            return false;
        }

        ushort type = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) & NetlinkFlag.TypeMask);
        Current = new NetlinkAttribute(type, rest[Header..length]);
        rest = rest[Math.Min((length + 3) & ~3, rest.Length)..];
        return true;
    }
}
