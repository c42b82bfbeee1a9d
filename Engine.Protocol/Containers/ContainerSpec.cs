namespace Engine.Protocol;

/// <summary>A container as it is asked for. What is null is taken from the image or is the engine's default.</summary>
public sealed record ContainerSpec
{
    /// <summary>The image: a reference or an id.</summary>
    public required string Image { get; init; }

    /// <summary>The name; null: the engine invents one.</summary>
    public string? Name { get; init; }

    /// <summary>The program and its fixed arguments instead of the image's; empty: none.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>The command, or the entry point's arguments, instead of the image's.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Environment in addition to the image's. A null value removes the image's variable.</summary>
    public IReadOnlyDictionary<string, string?>? Environment { get; init; }

    /// <summary>Working directory in the container.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary><c>USER[:GROUP]</c>, each a name or a number.</summary>
    public string? User { get; init; }

    /// <summary>Supplementary groups by name or number.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Host name in the container; null: the short id.</summary>
    public string? HostName { get; init; }

    /// <summary>NIS domain name in the container.</summary>
    public string? DomainName { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>With a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>Standard input stays open for clients that attach; otherwise it is /dev/null.</summary>
    public bool OpenStdin { get; init; }

    /// <summary>Standard input ends when the first client that attached to it leaves.</summary>
    public bool StdinOnce { get; init; }

    /// <summary>The signal that asks the container to end.</summary>
    public string? StopSignal { get; init; }

    /// <summary>Time it has to end by itself.</summary>
    public TimeSpan? StopTimeout { get; init; }

    /// <summary>A small init reaps orphans and passes signals on.</summary>
    public bool Init { get; init; }

    /// <summary>The engine removes the container when it ended.</summary>
    public bool AutoRemove { get; init; }

    /// <summary>Its health check; null: the image's.</summary>
    public HealthCheckSpec? HealthCheck { get; init; }

    /// <summary>What the engine does when the container ended.</summary>
    public RestartPolicy RestartPolicy { get; init; } = new();

    /// <summary>Network: <c>none</c>, <c>host</c>, or a network's name; null: the engine's default.</summary>
    public string? Network { get; init; }

    /// <summary>Further networks; one that <see cref="Network"/> names too says what the container has there.</summary>
    public IReadOnlyList<EndpointSpec> Endpoints { get; init; } = [];

    /// <summary>Ports to publish on the host.</summary>
    public IReadOnlyList<PortMapping> Ports { get; init; } = [];

    /// <summary>Publish every port that the image or <see cref="Ports"/> names on a port of the engine's choice.</summary>
    public bool PublishAll { get; init; }

    /// <summary>Name servers instead of the host's.</summary>
    public IReadOnlyList<string> Dns { get; init; } = [];

    /// <summary>Search domains instead of the host's; a lone dot for none.</summary>
    public IReadOnlyList<string> DnsSearch { get; init; } = [];

    /// <summary>Resolver options instead of the host's, resolv.conf(5).</summary>
    public IReadOnlyList<string> DnsOptions { get; init; } = [];

    /// <summary>Names for /etc/hosts, <c>name:address</c>; <c>host-gateway</c> stands for the host's address.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>Directories and files of the host in the container, and volumes.</summary>
    public IReadOnlyList<MountSpec> Mounts { get; init; } = [];

    /// <summary>Memory file systems: path in the container and mount options (<c>size=64m,mode=1777</c>).</summary>
    public IReadOnlyDictionary<string, string>? Tmpfs { get; init; }

    /// <summary>Devices of the host.</summary>
    public IReadOnlyList<DeviceSpec> Devices { get; init; } = [];

    /// <summary>The root file system can't be written.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Every capability and device, nothing masked. Not for programs that are not trusted.</summary>
    public bool Privileged { get; init; }

    /// <summary>Capabilities in addition to the default ones, with or without CAP_; <c>ALL</c> for all.</summary>
    public IReadOnlyList<string> CapabilitiesAdded { get; init; } = [];

    /// <summary>Default capabilities it does not get; <c>ALL</c> for all.</summary>
    public IReadOnlyList<string> CapabilitiesDropped { get; init; } = [];

    /// <summary><c>no-new-privileges</c>, <c>seccomp=unconfined</c> or <c>seccomp=</c> and a profile in JSON, …</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>Kernel parameters of the container's namespaces.</summary>
    public IReadOnlyDictionary<string, string>? Sysctls { get; init; }

    /// <summary>Process limits.</summary>
    public IReadOnlyList<UlimitSpec> Ulimits { get; init; } = [];

    /// <summary>What it may use.</summary>
    public ContainerResources Resources { get; init; } = new();

    /// <summary>Pid namespace: <c>host</c>, <c>container:NAME</c>, or null for its own.</summary>
    public string? PidMode { get; init; }

    /// <summary>IPC namespace: <c>host</c>, <c>none</c>, <c>shareable</c>, <c>container:NAME</c>, or null for its own.</summary>
    public string? IpcMode { get; init; }

    /// <summary>Bytes of /dev/shm; null: 64 MiB.</summary>
    public long? SharedMemory { get; init; }

    /// <summary>Docker's name of a log driver (<c>json-file</c>, <c>none</c>), or null for the engine's default.</summary>
    public string? LogDriver { get; init; }

    /// <summary>Options of the log driver (<c>max-size</c>, <c>max-file</c>).</summary>
    public IReadOnlyDictionary<string, string>? LogOptions { get; init; }
}
