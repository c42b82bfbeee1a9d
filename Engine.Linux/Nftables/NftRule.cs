namespace Engine.Linux.Nftables;

/// <summary>A rule: expressions that are run one after the other until one does not match or a verdict is reached.</summary>
/// <param name="expressions">The expressions.</param>
public sealed class NftRule(params NftExpression[] expressions)
{
    /// <summary>The expressions.</summary>
    public IReadOnlyList<NftExpression> Expressions { get; } = expressions;

    /// <summary>For people: error messages and tests.</summary>
    public override string ToString() => string.Join("; ", Expressions);
}
