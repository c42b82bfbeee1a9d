using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of <c>GET /containers/{id}/json</c>.</summary>
internal sealed record InspectContainerResponse
{
    public required string Id { get; init; }

    public required string Created { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyList<string> Args { get; init; }

    public required ContainerStateModel State { get; init; }

    public required string Image { get; init; }

    public required string ResolvConfPath { get; init; }

    public required string HostnamePath { get; init; }

    public required string HostsPath { get; init; }

    public required string LogPath { get; init; }

    public required string Name { get; init; }

    public int RestartCount { get; init; }

    public required string Driver { get; init; }

    public string Platform { get; init; } = "linux";

    public string MountLabel { get; init; } = "";

    public string ProcessLabel { get; init; } = "";

    public string AppArmorProfile { get; init; } = "";

    public IReadOnlyList<string>? ExecIDs { get; init; }

    public required HostConfigModel HostConfig { get; init; }

    public GraphDriverModel? GraphDriver { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SizeRw { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SizeRootFs { get; init; }

    public required IReadOnlyList<MountPointModel> Mounts { get; init; }

    public required ConfigModel Config { get; init; }

    public required NetworkSettingsModel NetworkSettings { get; init; }
}
