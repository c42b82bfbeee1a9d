using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>Volume</c>.</summary>
internal sealed record VolumeModel
{
    public required string CreatedAt { get; init; }

    public required string Driver { get; init; }

    public required IReadOnlyDictionary<string, string>? Labels { get; init; }

    public required string Mountpoint { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyDictionary<string, string>? Options { get; init; }

    public string Scope { get; init; } = "local";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VolumeUsageModel? UsageData { get; init; }
}
