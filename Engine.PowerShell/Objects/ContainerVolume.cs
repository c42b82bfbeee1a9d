using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>A volume, as it was when it was asked for.</summary>
public sealed class ContainerVolume
{
    internal ContainerVolume(VolumeInfo info, EngineSession session)
    {
        Session = session;
        Name = info.Name;
        Driver = info.Driver;
        Created = info.Created;
        Anonymous = info.Anonymous;
        Label = info.Labels;
        Option = info.Options;
        Path = info.Mountpoint;
        Container = info.Containers;
        Size = info.Size;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Who keeps it.</summary>
    public string Driver { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>Nobody named it.</summary>
    public bool Anonymous { get; }

    /// <summary>A container has it.</summary>
    public bool InUse => Container.Count > 0;

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string> Label { get; }

    /// <summary>Options of its driver.</summary>
    public IReadOnlyDictionary<string, string> Option { get; }

    /// <summary>Where its files are on the engine's machine.</summary>
    public string? Path { get; }

    /// <summary>Ids of the containers that have it.</summary>
    public IReadOnlyList<string> Container { get; }

    /// <summary>Bytes of its files, when they were counted.</summary>
    public long? Size { get; }

    internal EngineSession Session { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
