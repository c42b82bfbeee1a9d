using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>The host's part of a list entry.</summary>
internal sealed record SummaryHostConfigModel
{
    public required string NetworkMode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
