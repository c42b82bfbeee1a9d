using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Engine.Linux.Nftables;

/// <summary>Builds keys and data of set elements. Each part of a concatenation takes whole registers of four bytes.</summary>
public static class NftValue
{
    private const int InterfaceNameSize = 16;

    /// <summary>Bytes of a value of the type, without padding.</summary>
    public static int SizeOf(NftType type) => type switch
    {
        NftType.IPv4Address => 4,
        NftType.IPv6Address or NftType.InterfaceName => 16,
        NftType.Protocol => 1,
        _ => 2,
    };

    /// <summary>Bytes of a value of the types one after the other, in registers.</summary>
    public static int SizeOf(IReadOnlyList<NftType> types) =>
        types.Count == 1 ? SizeOf(types[0]) : types.Sum(type => Padded(SizeOf(type)));

    /// <summary>An address.</summary>
    public static byte[] Of(IPAddress address) => address.GetAddressBytes();

    /// <summary>An interface's name.</summary>
    public static byte[] OfInterface(string name)
    {
        byte[] bytes = new byte[InterfaceNameSize];
        Encoding.UTF8.GetBytes(name, bytes);
        return bytes;
    }

    /// <summary>A protocol's number.</summary>
    public static byte[] OfProtocol(ProtocolType protocol) => [(byte)protocol];

    /// <summary>A port.</summary>
    public static byte[] OfPort(int port)
    {
        byte[] bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)port);
        return bytes;
    }

    /// <summary>Several parts as one key.</summary>
    public static byte[] Concatenate(params ReadOnlySpan<byte[]> parts)
    {
        int size = 0;
        foreach (byte[] part in parts)
        {
            size += Padded(part.Length);
        }

        byte[] bytes = new byte[size];
        int offset = 0;
        foreach (byte[] part in parts)
        {
            part.CopyTo(bytes, offset);
            offset += Padded(part.Length);
        }

        return bytes;
    }

    /// <summary>The last address of a network.</summary>
    public static IPAddress Last(IPNetwork network)
    {
        byte[] bytes = network.BaseAddress.GetAddressBytes();
        for (int bit = network.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }

    private static int Padded(int size) => (size + 3) & ~3;
}
