using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>What an image runs on, in OCI's words.</summary>
internal sealed record PlatformModel
{
    [JsonPropertyName("architecture")]
    public required string Architecture { get; init; }

    [JsonPropertyName("os")]
    public required string Os { get; init; }

    [JsonPropertyName("variant"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Variant { get; init; }
}
