using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Processor time in nanoseconds.</summary>
internal sealed record CpuUsageModel
{
    [JsonPropertyName("total_usage")]
    public ulong Total { get; init; }

    [JsonPropertyName("usage_in_kernelmode")]
    public ulong Kernel { get; init; }

    [JsonPropertyName("usage_in_usermode")]
    public ulong User { get; init; }
}
