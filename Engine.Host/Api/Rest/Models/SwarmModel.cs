namespace Engine.Host.Api.Rest.Models;

/// <summary>The swarm that the engine is not part of.</summary>
internal sealed record SwarmModel
{
    public string NodeID { get; init; } = "";

    public string NodeAddr { get; init; } = "";

    public string LocalNodeState { get; init; } = "inactive";

    public bool ControlAvailable { get; init; }

    public string Error { get; init; } = "";

    public IReadOnlyList<EmptyObject>? RemoteManagers { get; init; }
}
