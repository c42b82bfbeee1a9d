namespace Engine.Linux.Nftables;

/// <summary>Where on its way a packet meets a base chain (NF_INET_, linux/netfilter.h).</summary>
public enum NftHook
{
    /// <summary>It has come in.</summary>
    Prerouting = 0,

    /// <summary>It is for this machine.</summary>
    Input = 1,

    /// <summary>It goes through.</summary>
    Forward = 2,

    /// <summary>It was made here.</summary>
    Output = 3,

    /// <summary>It goes out.</summary>
    Postrouting = 4,
}
