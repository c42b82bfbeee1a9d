using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>Something mounted in a container.</summary>
public sealed class ContainerMount
{
    internal ContainerMount(MountSpec mount)
    {
        Source = mount.Source;
        Target = mount.Target;
        ReadOnly = mount.ReadOnly;
        IsVolume = mount.Kind == MountKind.Volume;
    }

    /// <summary>Path on the host, or a volume's name.</summary>
    public string Source { get; }

    /// <summary>Path in the container.</summary>
    public string Target { get; }

    /// <summary>It can't be written.</summary>
    public bool ReadOnly { get; }

    /// <summary>It is a volume and not a path of the host.</summary>
    public bool IsVolume { get; }

    /// <inheritdoc/>
    public override string ToString() => ReadOnly ? $"{Source}:{Target}:ro" : $"{Source}:{Target}";
}
