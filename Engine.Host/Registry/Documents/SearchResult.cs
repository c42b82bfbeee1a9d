using System.Text.Json.Serialization;

namespace Engine.Host.Registry.Documents;

/// <summary>A repository that a search has found.</summary>
internal sealed record SearchResult
{
    [JsonPropertyName("star_count")]
    public int StarCount { get; init; }

    [JsonPropertyName("is_official")]
    public bool IsOfficial { get; init; }

    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    [JsonPropertyName("is_automated")]
    public bool IsAutomated { get; init; }

    [JsonPropertyName("description")]
    public string Description { get; init; } = "";
}
