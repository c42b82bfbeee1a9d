using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Engine.Linux.Netlink;

/// <summary>An attribute of a received message.</summary>
/// <param name="type">Its type without the flags.</param>
/// <param name="value">Its value.</param>
public readonly ref struct NetlinkAttribute(ushort type, ReadOnlySpan<byte> value)
{
    /// <summary>Its type without the flags.</summary>
    public ushort Type { get; } = type;

    /// <summary>Its value.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>A 32-bit number in the machine's byte order.</summary>
    public uint UInt32 => MemoryMarshal.Read<uint>(Value);

    /// <summary>A 32-bit number in network byte order.</summary>
    public uint BigEndian32 => BinaryPrimitives.ReadUInt32BigEndian(Value);

    /// <summary>Text up to the zero that ends it.</summary>
    public string Text => Encoding.UTF8.GetString(Value.IndexOf((byte)0) is >= 0 and var end ? Value[..end] : Value);

    /// <summary>The attributes in it.</summary>
    public NetlinkAttributes Nested => new(Value);
}
