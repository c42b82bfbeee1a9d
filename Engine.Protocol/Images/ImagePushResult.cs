namespace Engine.Protocol;

/// <summary>A reference that a push has set at a registry.</summary>
public sealed record ImagePushResult
{
    /// <summary>The reference, <c>name:tag</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Digest of the manifest that it names now.</summary>
    public required string Digest { get; init; }

    /// <summary>Bytes of the manifest.</summary>
    public long Size { get; init; }
}
