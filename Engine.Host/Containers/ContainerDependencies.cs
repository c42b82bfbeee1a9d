using Engine.Host.Containers.Monitors;
using Engine.Host.Containers.Specification;
using Engine.Host.Events;
using Engine.Host.Networking;
using Engine.Host.Volumes;

namespace Engine.Host.Containers;

/// <summary>What every container's owner works with.</summary>
internal sealed record ContainerDependencies
{
    public required ContainerServiceOptions Options { get; init; }

    public required IContainerStore Store { get; init; }

    public required IContainerImages Images { get; init; }

    public required EventService Events { get; init; }

    public required IMonitorLauncher Launcher { get; init; }

    public required IContainerNetworks Networks { get; init; }

    public required VolumeService Volumes { get; init; }

    public required ISpecificationSource Specifications { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    public ContainerIndex Index { get; } = new();

    public Execs.ExecRegistry Execs { get; } = new();
}
