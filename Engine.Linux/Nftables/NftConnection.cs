namespace Engine.Linux.Nftables;

/// <summary>What <see cref="NftExpression.Connection"/> loads (NFT_CT_).</summary>
public enum NftConnection
{
    /// <summary>A bit of NF_CT_STATE_.</summary>
    State = 0,

    /// <summary>The bits of IPS_.</summary>
    Status = 2,
}
