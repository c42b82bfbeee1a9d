using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>One sample of <c>GET /containers/{id}/stats</c>.</summary>
internal sealed record StatsResponse
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("read")]
    public required string Read { get; init; }

    [JsonPropertyName("preread")]
    public required string PreRead { get; init; }

    [JsonPropertyName("pids_stats")]
    public required PidsStatsModel Pids { get; init; }

    [JsonPropertyName("blkio_stats")]
    public required BlkioStatsModel Blkio { get; init; }

    [JsonPropertyName("num_procs")]
    public int Processors { get; init; }

    [JsonPropertyName("storage_stats")]
    public required EmptyObject Storage { get; init; }

    [JsonPropertyName("cpu_stats")]
    public required CpuStatsModel Cpu { get; init; }

    [JsonPropertyName("precpu_stats")]
    public required CpuStatsModel PreCpu { get; init; }

    [JsonPropertyName("memory_stats")]
    public required MemoryStatsModel Memory { get; init; }
}
