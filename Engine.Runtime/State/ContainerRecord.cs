using Engine.Oci.Specs;

namespace Engine.Runtime.State;

/// <summary>What is kept of a container between two commands: ROOT/ID/state.json.</summary>
internal sealed record ContainerRecord
{
    public required string Id { get; init; }

    public required int Pid { get; init; }

    /// <summary>When the process began, in clock ticks since boot: with the pid it names one process for good.</summary>
    public required ulong StartTime { get; init; }

    public required string Bundle { get; init; }

    /// <summary>Path in every cgroup hierarchy.</summary>
    public required string CgroupPath { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The configuration the container was made from.</summary>
    public required RuntimeSpec Config { get; init; }

    /// <summary>Descriptions of the plan's steps from the start on, to say which one failed.</summary>
    public required StartSteps Start { get; init; }
}
