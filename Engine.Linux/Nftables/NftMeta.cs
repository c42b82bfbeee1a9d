namespace Engine.Linux.Nftables;

/// <summary>What <see cref="NftExpression.Meta"/> loads (NFT_META_).</summary>
public enum NftMeta
{
    /// <summary>Name of the interface it came by: 16 bytes.</summary>
    InputInterface = 6,

    /// <summary>Name of the interface it leaves by: 16 bytes.</summary>
    OutputInterface = 7,

    /// <summary>NFPROTO_: 1 byte.</summary>
    Family = 15,

    /// <summary>IPPROTO_: 1 byte.</summary>
    Protocol = 16,
}
