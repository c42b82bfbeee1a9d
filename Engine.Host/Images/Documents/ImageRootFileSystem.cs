using System.Text.Json.Serialization;

namespace Engine.Host.Images.Documents;

/// <summary>The layers of an image, lowest first, by the digests of their uncompressed archives.</summary>
internal sealed record ImageRootFileSystem
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "layers";

    [JsonPropertyName("diff_ids")]
    public IReadOnlyList<string>? DiffIds { get; init; }
}
