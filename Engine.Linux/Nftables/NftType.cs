namespace Engine.Linux.Nftables;

/// <summary>Types of parts of keys and data; the numbers are those by which the nft program shows them (nft(8)).</summary>
public enum NftType
{
    /// <summary>4 bytes.</summary>
    IPv4Address = 7,

    /// <summary>16 bytes.</summary>
    IPv6Address = 8,

    /// <summary>1 byte.</summary>
    Protocol = 12,

    /// <summary>2 bytes in network byte order.</summary>
    Service = 13,

    /// <summary>16 bytes, filled up with zeros.</summary>
    InterfaceName = 41,
}
