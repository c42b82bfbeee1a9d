namespace Engine.Host.Containers;

/// <summary>Settings of the container domain.</summary>
internal sealed record ContainerServiceOptions
{
    /// <summary>Absolute path of what must survive a boot.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Absolute path of what must not.</summary>
    public required string ExecRoot { get; init; }

    /// <summary>The cgroup under which containers are made.</summary>
    public required string CgroupParent { get; init; }

    /// <summary>Bytes after which a log is rotated when a container does not say.</summary>
    public long DefaultLogSize { get; init; } = 10_000_000;

    /// <summary>How many log files are kept when a container does not say.</summary>
    public int DefaultLogFiles { get; init; } = 5;

    /// <summary>How long a stop waits when nobody says.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>First delay of a restart; it doubles until <see cref="RestartDelayMaximum"/>.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest delay of a restart.</summary>
    public TimeSpan RestartDelayMaximum { get; init; } = TimeSpan.FromMinutes(1);
}
