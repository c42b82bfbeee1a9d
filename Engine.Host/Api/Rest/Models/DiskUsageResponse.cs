namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of <c>GET /system/df</c>.</summary>
internal sealed record DiskUsageResponse
{
    public long LayersSize { get; init; }

    public required IReadOnlyList<ImageSummaryModel>? Images { get; init; }

    public required IReadOnlyList<ContainerSummaryModel>? Containers { get; init; }

    public required IReadOnlyList<VolumeModel>? Volumes { get; init; }

    public required IReadOnlyList<EmptyObject>? BuildCache { get; init; }
}
