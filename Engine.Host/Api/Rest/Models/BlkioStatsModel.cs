using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>blkio_stats</c>.</summary>
internal sealed record BlkioStatsModel
{
    [JsonPropertyName("io_service_bytes_recursive")]
    public IReadOnlyList<BlkioEntryModel>? ServiceBytes { get; init; }

    [JsonPropertyName("io_serviced_recursive")]
    public IReadOnlyList<BlkioEntryModel>? Serviced { get; init; }

    [JsonPropertyName("io_queue_recursive")]
    public IReadOnlyList<BlkioEntryModel>? Queued { get; init; }

    [JsonPropertyName("io_service_time_recursive")]
    public IReadOnlyList<BlkioEntryModel>? ServiceTime { get; init; }

    [JsonPropertyName("io_wait_time_recursive")]
    public IReadOnlyList<BlkioEntryModel>? WaitTime { get; init; }

    [JsonPropertyName("io_merged_recursive")]
    public IReadOnlyList<BlkioEntryModel>? Merged { get; init; }

    [JsonPropertyName("io_time_recursive")]
    public IReadOnlyList<BlkioEntryModel>? Time { get; init; }

    [JsonPropertyName("sectors_recursive")]
    public IReadOnlyList<BlkioEntryModel>? Sectors { get; init; }
}
