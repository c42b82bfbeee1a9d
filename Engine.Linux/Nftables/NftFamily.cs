namespace Engine.Linux.Nftables;

/// <summary>What packets a table sees (NFPROTO_, linux/netfilter.h).</summary>
public enum NftFamily : byte
{
    /// <summary>IPv4 and IPv6.</summary>
    Inet = 1,

    /// <summary>IPv4.</summary>
    IPv4 = 2,

    /// <summary>IPv6.</summary>
    IPv6 = 10,
}
