namespace Engine.Linux.Nftables;

/// <summary>A chain of rules.</summary>
/// <param name="Name">Its name.</param>
public sealed record NftChain(string Name)
{
    /// <summary><c>filter</c> or <c>nat</c> of a chain that a hook calls; null for one that rules jump to.</summary>
    public string? Type { get; init; }

    /// <summary>The hook.</summary>
    public NftHook Hook { get; init; }

    /// <summary>Its place among the chains of the hook: smaller comes first.</summary>
    public int Priority { get; init; }

    /// <summary>Its rules.</summary>
    public IReadOnlyList<NftRule> Rules { get; init; } = [];
}
