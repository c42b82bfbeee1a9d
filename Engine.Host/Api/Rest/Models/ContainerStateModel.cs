using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>ContainerState</c>.</summary>
internal sealed record ContainerStateModel
{
    public required string Status { get; init; }

    public bool Running { get; init; }

    public bool Paused { get; init; }

    public bool Restarting { get; init; }

    public bool OOMKilled { get; init; }

    public bool Dead { get; init; }

    public int Pid { get; init; }

    public int ExitCode { get; init; }

    public string Error { get; init; } = "";

    public required string StartedAt { get; init; }

    public required string FinishedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HealthModel? Health { get; init; }
}
