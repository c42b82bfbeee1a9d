namespace Engine.Host.Archives;

/// <summary>How a blob is compressed.</summary>
internal enum Compression
{
    None,
    Gzip,
    Zstd,
}
