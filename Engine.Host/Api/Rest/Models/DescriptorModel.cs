using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>A pointer to content, in OCI's words.</summary>
internal sealed record DescriptorModel
{
    [JsonPropertyName("mediaType")]
    public required string MediaType { get; init; }

    [JsonPropertyName("digest")]
    public required string Digest { get; init; }

    [JsonPropertyName("size")]
    public required long Size { get; init; }
}
