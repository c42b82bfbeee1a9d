namespace Engine.Host.Archives;

/// <summary>How a blob is compressed.</summary>
internal enum Compression
{
    /// <summary>Not in a way that anybody uses for archives.</summary>
    None,

    Gzip,

    Zstd,

    /// <summary>Recognised in order to be refused by name.</summary>
    Xz,

    /// <inheritdoc cref="Xz"/>
    Bzip2,
}
