using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Engine.Linux.Nftables;

namespace Engine.Host.Networking.Ipam;

/// <summary>Addresses of one family from a first to a last, as numbers.</summary>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
internal readonly record struct AddressRange(AddressFamily Family, UInt128 First, UInt128 Last)
{
    public static AddressRange Of(IPNetwork network) =>
        new(network.BaseAddress.AddressFamily, Number(network.BaseAddress), Number(NftValue.Last(network)));

    public bool Contains(IPAddress address) => address.AddressFamily == Family && Number(address) >= First && Number(address) <= Last;

    public bool Contains(AddressRange other) => other.Family == Family && other.First >= First && other.Last <= Last;

    public bool Overlaps(AddressRange other) => other.Family == Family && other.First <= Last && First <= other.Last;

    /// <summary>The network an address is in.</summary>
    public static IPNetwork NetworkOf(IPAddress address, int prefixLength)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = prefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), prefixLength);
    }

    public static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        int size = address.AddressFamily == AddressFamily.InterNetwork ? 4 : 16;
        address.TryWriteBytes(bytes[(16 - size)..], out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static IPAddress Address(AddressFamily family, UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(family == AddressFamily.InterNetwork ? bytes[12..] : bytes);
    }
}
