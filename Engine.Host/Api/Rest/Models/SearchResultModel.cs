using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>A repository that a search has found.</summary>
internal sealed record SearchResultModel
{
    [JsonPropertyName("star_count")]
    public required int StarCount { get; init; }

    [JsonPropertyName("is_official")]
    public required bool IsOfficial { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("is_automated")]
    public required bool IsAutomated { get; init; }

    [JsonPropertyName("description")]
    public required string Description { get; init; }
}
