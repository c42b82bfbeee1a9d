using Engine.Host.Images.Documents;

namespace Engine.Host.Images;

/// <summary>An image as it can be passed on: its layers from the store, and the manifest that it came with if everything that one names is there.</summary>
internal sealed record StoredImage
{
    public required string Id { get; init; }

    public required byte[] ConfigurationBytes { get; init; }

    /// <summary>Lowest first.</summary>
    public required IReadOnlyList<StoredLayer> Layers { get; init; }

    /// <summary>The manifest's bytes as they came, or null if it has none that still holds.</summary>
    public byte[]? ManifestBytes { get; init; }

    public Manifest? Manifest { get; init; }
}
