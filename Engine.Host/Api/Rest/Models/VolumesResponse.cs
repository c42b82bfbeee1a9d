namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of <c>GET /volumes</c>.</summary>
internal sealed record VolumesResponse
{
    public required IReadOnlyList<VolumeModel> Volumes { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }
}
