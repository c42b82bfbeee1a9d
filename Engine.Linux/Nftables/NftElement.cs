using System.Net;

namespace Engine.Linux.Nftables;

/// <summary>An element of a set or a map.</summary>
/// <param name="Key">The key, or the first of a range.</param>
/// <param name="KeyEnd">The last key of a range, or null. It has the key's length.</param>
/// <param name="Data">What the key leads to, or null in a plain set.</param>
public sealed record NftElement(byte[] Key, byte[]? KeyEnd = null, byte[]? Data = null)
{
    /// <summary>A whole network.</summary>
    public static NftElement Of(IPNetwork network) => new(NftValue.Of(network.BaseAddress), NftValue.Of(NftValue.Last(network)));

    /// <summary>A whole network together with an interface.</summary>
    public static NftElement Of(IPNetwork network, string link) => new(
        NftValue.Concatenate(NftValue.Of(network.BaseAddress), NftValue.OfInterface(link)),
        NftValue.Concatenate(NftValue.Of(NftValue.Last(network)), NftValue.OfInterface(link)));

    /// <summary>For people: error messages and tests.</summary>
    public override string ToString() =>
        Convert.ToHexStringLower(Key) + (KeyEnd is null ? "" : "-" + Convert.ToHexStringLower(KeyEnd)) + (Data is null ? "" : ":" + Convert.ToHexStringLower(Data));

    /// <inheritdoc/>
    public bool Equals(NftElement? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
