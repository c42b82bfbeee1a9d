namespace Engine.Protocol;

/// <summary>An image.</summary>
public sealed record ImageInfo
{
    /// <summary>Digest of its configuration, <c>sha256:</c> and 64 digits.</summary>
    public required string Id { get; init; }

    /// <summary>References that name it, <c>name:tag</c> in familiar form; empty for an image without a name.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>References by digest.</summary>
    public IReadOnlyList<string> Digests { get; init; } = [];

    /// <summary>When it was built, as it says itself.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Unpacked bytes of its layers.</summary>
    public long Size { get; init; }

    /// <summary>Operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Processor architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>Processor variant, or null.</summary>
    public string? Variant { get; init; }

    /// <summary>Author, or null.</summary>
    public string? Author { get; init; }

    /// <summary>Labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Digests of the uncompressed layers, lowest first.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>Ids of the containers that use it.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>What containers of it run by default.</summary>
    public required ImageDefaults Defaults { get; init; }
}
