using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A file that a container made, changed or removed.</summary>
public sealed class ContainerFileChange
{
    internal ContainerFileChange(string container, ContainerPathChange change)
    {
        Container = container;
        Change = (ContainerFileChangeKind)(int)change.Kind;
        Path = change.Path;
    }

    /// <summary>The container, as it was named.</summary>
    public string Container { get; }

    /// <summary>What was done.</summary>
    public ContainerFileChangeKind Change { get; }

    /// <summary>Its path in the container.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
