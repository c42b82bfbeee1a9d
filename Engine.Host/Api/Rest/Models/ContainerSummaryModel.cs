using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>One entry of <c>GET /containers/json</c>.</summary>
internal sealed record ContainerSummaryModel
{
    public required string Id { get; init; }

    public required IReadOnlyList<string> Names { get; init; }

    public required string Image { get; init; }

    public required string ImageID { get; init; }

    public required string Command { get; init; }

    public long Created { get; init; }

    public required IReadOnlyList<PortModel> Ports { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SizeRw { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SizeRootFs { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required string State { get; init; }

    public required string Status { get; init; }

    public required SummaryHostConfigModel HostConfig { get; init; }

    public required SummaryNetworkSettingsModel NetworkSettings { get; init; }

    public required IReadOnlyList<MountPointModel> Mounts { get; init; }
}
