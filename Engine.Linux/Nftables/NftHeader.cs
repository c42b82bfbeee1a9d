namespace Engine.Linux.Nftables;

/// <summary>The headers of a packet (NFT_PAYLOAD_).</summary>
public enum NftHeader
{
    /// <summary>Ethernet.</summary>
    Link = 0,

    /// <summary>IP.</summary>
    Network = 1,

    /// <summary>TCP, UDP …</summary>
    Transport = 2,
}
