namespace Engine.Linux.Nftables;

/// <summary>What becomes of a packet (linux/netfilter.h, linux/netfilter/nf_tables.h).</summary>
public enum NftVerdict
{
    /// <summary>It is thrown away.</summary>
    Drop = 0,

    /// <summary>It goes on; other tables may still drop it.</summary>
    Accept = 1,

    /// <summary>The named chain goes on with it, and comes back.</summary>
    Jump = -3,

    /// <summary>The named chain goes on with it.</summary>
    Goto = -4,

    /// <summary>Back to the chain that jumped here.</summary>
    Return = -5,
}
