namespace Engine.Linux.Netlink;

/// <summary>How an ipvlan interface tells packets apart (linux/if_link.h).</summary>
public enum IpvlanMode
{
    /// <summary>As a switch.</summary>
    L2 = 0,

    /// <summary>As a router, without broadcasts.</summary>
    L3 = 1,

    /// <summary>As a router, through the host's netfilter.</summary>
    L3S = 2,
}
