using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Engine.Host.Networking.Dns.Messages;

/// <summary>An address as a number, so that none is allocated for an answer.</summary>
internal readonly record struct DnsAddress(UInt128 Value, bool IsV6)
{
    private const int SizeV4 = 4;
    private const int SizeV6 = 16;

    /// <summary>The record that holds it.</summary>
    public DnsType Type => IsV6 ? DnsType.AAAA : DnsType.A;

    /// <summary>Bytes of it.</summary>
    public int Size => IsV6 ? SizeV6 : SizeV4;

    public static DnsAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[SizeV6];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new DnsAddress(BinaryPrimitives.ReadUInt128BigEndian(bytes), true)
            : new DnsAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes), false);
    }

    public void Write(Span<byte> data)
    {
        if (IsV6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(data, Value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(data, (uint)Value);
        }
    }
}
