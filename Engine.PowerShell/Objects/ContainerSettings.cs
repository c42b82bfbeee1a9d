using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>How a container was asked for.</summary>
public sealed class ContainerSettings
{
    private readonly ContainerSpec _spec;

    internal ContainerSettings(ContainerSpec spec) => _spec = spec;

    /// <summary>Environment in addition to the image's.</summary>
    public IReadOnlyDictionary<string, string?> Environment => _spec.Environment ?? new Dictionary<string, string?>();

    /// <summary>Working directory.</summary>
    public string? WorkingDirectory => _spec.WorkingDirectory;

    /// <summary>User.</summary>
    public string? User => _spec.User;

    /// <summary>Host name.</summary>
    public string? HostName => _spec.HostName;

    /// <summary>Network.</summary>
    public string? Network => _spec.Network;

    /// <summary>Name servers instead of the host's.</summary>
    public IReadOnlyList<string> Dns => _spec.Dns;

    /// <summary>Further names in /etc/hosts.</summary>
    public IReadOnlyList<string> ExtraHost => _spec.ExtraHosts;

    /// <summary>With a terminal.</summary>
    public bool Tty => _spec.Tty;

    /// <summary>Standard input stays open.</summary>
    public bool Interactive => _spec.OpenStdin;

    /// <summary>With a small init.</summary>
    public bool Init => _spec.Init;

    /// <summary>Removed when it ended.</summary>
    public bool AutoRemove => _spec.AutoRemove;

    /// <summary>When it is started again.</summary>
    public ContainerRestartPolicy RestartPolicy => (ContainerRestartPolicy)(int)_spec.RestartPolicy.Condition;

    /// <summary>The root file system can't be written.</summary>
    public bool ReadOnly => _spec.ReadOnly;

    /// <summary>Every capability and device.</summary>
    public bool Privileged => _spec.Privileged;

    /// <summary>Capabilities in addition to the default ones.</summary>
    public IReadOnlyList<string> CapabilityAdd => _spec.CapabilitiesAdded;

    /// <summary>Default capabilities it does not get.</summary>
    public IReadOnlyList<string> CapabilityDrop => _spec.CapabilitiesDropped;

    /// <summary>Memory, in bytes; empty: no limit.</summary>
    public long? Memory => _spec.Resources.Memory;

    /// <summary>Processors; empty: no limit.</summary>
    public double? Cpu => _spec.Resources.NanoCpus / 1e9;

    /// <summary>Processes and threads; empty: no limit.</summary>
    public long? PidsLimit => _spec.Resources.PidsLimit;

    /// <inheritdoc/>
    public override string ToString() => _spec.Image;
}
