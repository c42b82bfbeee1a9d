using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>ContainerPathStat</c>.</summary>
internal sealed record PathStatusModel
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("size")]
    public long Size { get; init; }

    /// <summary>Bits as Go numbers them (io/fs.FileMode).</summary>
    [JsonPropertyName("mode")]
    public uint Mode { get; init; }

    [JsonPropertyName("mtime")]
    public required string Modified { get; init; }

    [JsonPropertyName("linkTarget")]
    public required string LinkTarget { get; init; }
}
