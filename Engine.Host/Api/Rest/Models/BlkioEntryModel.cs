using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>One counter of <c>blkio_stats</c>.</summary>
internal sealed record BlkioEntryModel
{
    [JsonPropertyName("major")]
    public ulong Major { get; init; }

    [JsonPropertyName("minor")]
    public ulong Minor { get; init; }

    [JsonPropertyName("op")]
    public required string Op { get; init; }

    [JsonPropertyName("value")]
    public ulong Value { get; init; }
}
