using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Engine.Linux.Netlink;

/// <summary>
/// Writes netlink messages one after the other into one buffer, to be sent as one batch. Attributes are those of netlink(7): length, type,
/// value, padded to four bytes.
/// </summary>
public sealed class NetlinkWriter
{
    private const int Alignment = 4;
    private const int AttributeHeader = 4;

    private readonly List<string> subjects = [];
    private byte[] buffer = new byte[1024];
    private int length;
    private int message = -1;

    /// <summary>How many messages there are.</summary>
    public int Count => subjects.Count;

    /// <summary>The messages.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            EndMessage();
            return buffer.AsSpan(0, length);
        }
    }

    /// <summary>What the message with the number (its sequence number, from 1) is about.</summary>
    public string SubjectOf(uint sequence) => sequence >= 1 && sequence <= subjects.Count ? subjects[(int)sequence - 1] : "";

    /// <summary>Begins a message; its sequence number is its place, from 1.</summary>
    /// <param name="type">The message's type.</param>
    /// <param name="flags">NLM_F_ flags beside NLM_F_REQUEST.</param>
    /// <param name="subject">What it is about, for errors.</param>
    public void Begin(ushort type, ushort flags, string subject)
    {
        EndMessage();
        message = length;
        subjects.Add(subject);
        Struct(new NetlinkHeader { nlmsg_type = type, nlmsg_flags = (ushort)(flags | NetlinkFlag.NLM_F_REQUEST), nlmsg_seq = (uint)subjects.Count });
    }

    /// <summary>Adds a flag to the message that is being written.</summary>
    public void AddFlag(ushort flag)
    {
        Span<byte> flags = buffer.AsSpan(message + 6);
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | flag));
    }

    /// <summary>A header of the family's own.</summary>
    public void Struct<T>(T value)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        MemoryMarshal.Write(Take(size), in value);
    }

    /// <summary>An attribute of bytes.</summary>
    public void Bytes(ushort type, ReadOnlySpan<byte> value)
    {
        Header(type, value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>An attribute without a value.</summary>
    public void Flag(ushort type) => Header(type, 0);

    /// <summary>An attribute of one byte.</summary>
    public void UInt8(ushort type, byte value) => Bytes(type, [value]);

    /// <summary>An attribute of a 16-bit number in the machine's byte order.</summary>
    public void UInt16(ushort type, ushort value)
    {
        Header(type, sizeof(ushort));
        MemoryMarshal.Write(Take(sizeof(ushort)), in value);
    }

    /// <summary>An attribute of a 32-bit number in the machine's byte order.</summary>
    public void UInt32(ushort type, uint value)
    {
        Header(type, sizeof(uint));
        MemoryMarshal.Write(Take(sizeof(uint)), in value);
    }

    /// <summary>An attribute of a 32-bit number in network byte order.</summary>
    public void BigEndian32(ushort type, uint value)
    {
        Header(type, sizeof(uint));
        BinaryPrimitives.WriteUInt32BigEndian(Take(sizeof(uint)), value);
    }

    /// <summary>An attribute of a 64-bit number in network byte order.</summary>
    public void BigEndian64(ushort type, ulong value)
    {
        Header(type, sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(Take(sizeof(ulong)), value);
    }

    /// <summary>An attribute of text that ends with a zero.</summary>
    public void Text(ushort type, string value)
    {
        int size = Encoding.UTF8.GetByteCount(value) + 1;
        Header(type, size);
        Encoding.UTF8.GetBytes(value, Take(size));
    }

    /// <summary>An attribute of an address's 4 or 16 bytes.</summary>
    public void Address(ushort type, IPAddress value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, out int size);
        Bytes(type, bytes[..size]);
    }

    /// <summary>Begins an attribute of attributes. Returns what <see cref="EndNested"/> needs.</summary>
    public int BeginNested(ushort type)
    {
        Header((ushort)(type | NetlinkFlag.NLA_F_NESTED), 0);
        return length - AttributeHeader;
    }

    /// <summary>Ends an attribute of attributes.</summary>
    /// <exception cref="InvalidOperationException">It holds more than the 65,535 bytes its length can tell.</exception>
    public void EndNested(int start)
    {
        int size = length - start;
        if (size > ushort.MaxValue)
        {
            throw new InvalidOperationException($"a netlink attribute of {size} bytes");
        }

        BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(start), (ushort)size);
    }

    private void Header(ushort type, int size)
    {
        Span<byte> header = Take(AttributeHeader);
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)(AttributeHeader + size));
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], type);
    }

    // Padding belongs to no length but the message's, and is zero.
    private Span<byte> Take(int size)
    {
        int padded = (size + Alignment - 1) & ~(Alignment - 1);
        if (length + padded > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + padded));
        }

        Span<byte> taken = buffer.AsSpan(length, padded);
        taken.Clear();
        length += padded;
        return taken[..size];
    }

    private void EndMessage()
    {
        if (message >= 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(message), (uint)(length - message));
        }
    }
}
