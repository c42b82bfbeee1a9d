using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>How often a processor quota held the container back.</summary>
internal sealed record ThrottlingModel
{
    [JsonPropertyName("periods")]
    public ulong Periods { get; init; }

    [JsonPropertyName("throttled_periods")]
    public ulong ThrottledPeriods { get; init; }

    [JsonPropertyName("throttled_time")]
    public ulong ThrottledTime { get; init; }
}
