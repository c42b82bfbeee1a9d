using System.Text.Json.Serialization;

namespace Engine.Host.Registry.Documents;

/// <summary>What a registry's index answers to a search.</summary>
internal sealed record SearchPage
{
    [JsonPropertyName("results")]
    public IReadOnlyList<SearchResult>? Results { get; init; }
}
