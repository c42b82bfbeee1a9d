namespace Engine.Host.Archives;

/// <summary>How much of an archive may be held in memory. Content never is; these are the parts that must be read whole.</summary>
internal sealed record TarLimits
{
    /// <summary>Bytes of one extended header: PAX records, or a GNU long name.</summary>
    public int ExtendedHeaderBytes { get; init; } = 1 << 20;

    /// <summary>Stretches of one sparse file.</summary>
    public int SparseSegments { get; init; } = 1 << 18;
}
