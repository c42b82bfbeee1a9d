using Engine.Host.Archives;

namespace Engine.Host.Storage;

/// <summary>How large a layer may become: the fence against decompression bombs.</summary>
internal sealed record UnpackLimits
{
    /// <summary>Bytes of the uncompressed archive.</summary>
    public long Bytes { get; init; } = 1L << 38;

    /// <summary>Entries of the archive.</summary>
    public long Entries { get; init; } = 20_000_000;

    public TarLimits Tar { get; init; } = new();
}
