using System.Text.Json.Serialization;

namespace Engine.Host.Registry.Documents;

/// <summary>The tags of a repository, or a page of them.</summary>
internal sealed record TagList
{
    [JsonPropertyName("tags")]
    public IReadOnlyList<string>? Tags { get; init; }
}
