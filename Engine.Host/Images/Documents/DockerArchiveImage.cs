namespace Engine.Host.Images.Documents;

/// <summary>One image in <c>manifest.json</c> of a docker-archive. Property names are those of the document.</summary>
internal sealed record DockerArchiveImage
{
    /// <summary>Path of the image's configuration in the archive.</summary>
    public string? Config { get; init; }

    public IReadOnlyList<string>? RepoTags { get; init; }

    /// <summary>Paths of the layers in the archive, lowest first.</summary>
    public IReadOnlyList<string>? Layers { get; init; }

    /// <summary>The layers' descriptors by the digests of their uncompressed archives.</summary>
    public IReadOnlyDictionary<string, Descriptor>? LayerSources { get; init; }
}
