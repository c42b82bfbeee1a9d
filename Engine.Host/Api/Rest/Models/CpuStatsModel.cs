using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>cpu_stats</c>.</summary>
internal sealed record CpuStatsModel
{
    [JsonPropertyName("cpu_usage")]
    public required CpuUsageModel Usage { get; init; }

    [JsonPropertyName("system_cpu_usage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ulong? System { get; init; }

    [JsonPropertyName("online_cpus"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? OnlineCpus { get; init; }

    [JsonPropertyName("throttling_data")]
    public required ThrottlingModel Throttling { get; init; }
}
