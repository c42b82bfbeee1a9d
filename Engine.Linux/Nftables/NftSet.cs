namespace Engine.Linux.Nftables;

/// <summary>A set, or a map when it has data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">The parts of a key; more than one is a concatenation.</param>
public sealed record NftSet(string Name, params IReadOnlyList<NftType> Key)
{
    /// <summary>The parts of what a key leads to; none for a plain set.</summary>
    public IReadOnlyList<NftType> Data { get; init; } = [];

    /// <summary>Keys can be ranges.</summary>
    public bool IsInterval { get; init; }
}
