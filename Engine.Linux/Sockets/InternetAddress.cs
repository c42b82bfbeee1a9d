using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A socket address of ip(7) or ipv6(7) as the kernel has it: <c>struct sockaddr_in</c> or <c>struct sockaddr_in6</c>. Blittable.</summary>
[StructLayout(LayoutKind.Sequential, Size = Size)]
public unsafe struct InternetAddress : IEquatable<InternetAddress>
{
    /// <summary><c>sizeof(struct sockaddr_in6)</c>, the longer of the two.</summary>
    public const int Size = 28;

    internal const ushort AF_INET = 2;
    internal const ushort AF_INET6 = 10;
    private const int AddressV4 = 4;
    private const int AddressV6 = 8;
    private const int ScopeV6 = 24;
    private const int LengthV4 = 16;

    private fixed byte _bytes[Size];

    /// <summary>Makes the address of an endpoint.</summary>
    /// <exception cref="ArgumentException">It is of another family.</exception>
    public InternetAddress(IPEndPoint endPoint)
    {
        var bytes = MemoryMarshal.CreateSpan(ref _bytes[0], Size);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)endPoint.Port);
        switch (endPoint.AddressFamily)
        {
            case AddressFamily.InterNetwork:
                MemoryMarshal.Write(bytes, AF_INET);
                endPoint.Address.TryWriteBytes(bytes[AddressV4..], out _);
                break;
            case AddressFamily.InterNetworkV6:
                MemoryMarshal.Write(bytes, AF_INET6);
                endPoint.Address.TryWriteBytes(bytes[AddressV6..], out _);
                MemoryMarshal.Write(bytes[ScopeV6..], (uint)endPoint.Address.ScopeId);
                break;
            default:
                throw new ArgumentException($"{endPoint} is no address of the internet", nameof(endPoint));
        }
    }

    /// <summary>Whether it is of ipv6(7).</summary>
    public readonly bool IsV6 => Family == AF_INET6;

    /// <summary>The port.</summary>
    public readonly int Port => BinaryPrimitives.ReadUInt16BigEndian(Bytes[2..]);

    /// <summary>Bytes of the structure that count for its family.</summary>
    public readonly int Length => IsV6 ? Size : LengthV4;

    internal readonly ushort Family => MemoryMarshal.Read<ushort>(Bytes);

    // The instance may be on the heap: the span keeps it reachable, and the collector follows the reference.
    private readonly ReadOnlySpan<byte> Bytes => MemoryMarshal.CreateReadOnlySpan(in _bytes[0], Size);

    /// <inheritdoc/>
    public static bool operator ==(InternetAddress left, InternetAddress right) => left.Equals(right);

    /// <inheritdoc/>
    public static bool operator !=(InternetAddress left, InternetAddress right) => !left.Equals(right);

    /// <summary>The endpoint of the address.</summary>
    public readonly IPEndPoint ToEndPoint() => IsV6
        ? new IPEndPoint(new IPAddress(Bytes[AddressV6..ScopeV6], MemoryMarshal.Read<uint>(Bytes[ScopeV6..])), Port)
        : new IPEndPoint(new IPAddress(Bytes[AddressV4..AddressV6]), Port);

    /// <inheritdoc/>
    public readonly bool Equals(InternetAddress other) => Bytes[..Length].SequenceEqual(other.Bytes[..other.Length]);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is InternetAddress other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes[..Length]);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override readonly string ToString() => ToEndPoint().ToString();
}
