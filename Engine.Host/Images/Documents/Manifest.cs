using System.Text.Json.Serialization;

namespace Engine.Host.Images.Documents;

/// <summary>
/// A manifest or an index (OCI image-spec, manifest.md and image-index.md, and docker's forms of both): one type, because a document that
/// claims to be both has to be seen as such and refused.
/// </summary>
internal sealed record Manifest
{
    [JsonPropertyName("schemaVersion")]
    public int SchemaVersion { get; init; }

    [JsonPropertyName("mediaType")]
    public string? MediaType { get; init; }

    [JsonPropertyName("config")]
    public Descriptor? Config { get; init; }

    [JsonPropertyName("layers")]
    public IReadOnlyList<Descriptor>? Layers { get; init; }

    [JsonPropertyName("manifests")]
    public IReadOnlyList<Descriptor>? Manifests { get; init; }

    [JsonIgnore]
    public bool IsIndex => Manifests is not null;

    [JsonIgnore]
    public bool IsAmbiguous => Manifests is not null && (Layers is not null || Config is not null);
}
