using Engine.Host.Networking;

namespace Engine.Host.Containers;

/// <summary>
/// What a client asked a container to be: Docker's <c>Config</c> and <c>HostConfig</c> in one typed record. After creation it is merged with
/// the image's own configuration and does not change, but for what <see cref="IContainerService.UpdateAsync"/> updates.
/// </summary>
internal sealed record ContainerConfiguration
{
    /// <summary>The image as the client named it.</summary>
    public required string Image { get; init; }

    /// <summary>The program's arguments, or the program when there is no entrypoint; null: the image's.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The program; null: the image's; one empty string: none, whatever the image says.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary><c>NAME=value</c>; a bare <c>NAME</c> removes what the image set.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary><c>USER[:GROUP]</c> by name or number, or empty for the image's.</summary>
    public string User { get; init; } = "";

    /// <summary>Absolute path of the working directory, or empty for the image's.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>Labels; the image's are added.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Map;

    /// <summary>Host name, or empty for the first 12 digits of the id.</summary>
    public string Hostname { get; init; } = "";

    /// <summary>NIS domain name.</summary>
    public string Domainname { get; init; } = "";

    /// <summary>Give the program a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>Keep standard input open.</summary>
    public bool OpenStdin { get; init; }

    /// <summary>Close standard input when the first attached client leaves.</summary>
    public bool StdinOnce { get; init; }

    /// <summary>The creating client will attach to standard input.</summary>
    public bool AttachStdin { get; init; }

    /// <summary>The creating client will attach to standard output.</summary>
    public bool AttachStdout { get; init; }

    /// <summary>The creating client will attach to standard error.</summary>
    public bool AttachStderr { get; init; }

    /// <summary>Rows and columns of the terminal at start, or null.</summary>
    public TerminalSize? ConsoleSize { get; init; }

    /// <summary>The signal that asks the program to end, by name or number; null: the image's or SIGTERM.</summary>
    public string? StopSignal { get; init; }

    /// <summary>How long a stop waits before it kills, in seconds; null: 10; negative: for ever.</summary>
    public int? StopTimeout { get; init; }

    /// <summary>The shell of command lines that are one text; null: the image's or <c>/bin/sh -c</c>.</summary>
    public IReadOnlyList<string>? Shell { get; init; }

    /// <summary>The health check, or null for the image's.</summary>
    public HealthcheckConfiguration? Healthcheck { get; init; }

    /// <summary>Anonymous volumes: absolute paths in the container.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Binds as Docker spells them: <c>SOURCE:DESTINATION[:OPTIONS]</c>.</summary>
    public IReadOnlyList<string> Binds { get; init; } = [];

    /// <summary>Typed mounts.</summary>
    public IReadOnlyList<MountConfiguration> Mounts { get; init; } = [];

    /// <summary>tmpfs mounts: options (comma-separated, may be empty) by absolute path.</summary>
    public IReadOnlyDictionary<string, string> Tmpfs { get; init; } = Empty.Map;

    /// <summary>Containers whose volumes are taken, <c>NAME[:ro|rw]</c>.</summary>
    public IReadOnlyList<string> VolumesFrom { get; init; } = [];

    /// <summary>The driver of volumes made for this container; empty: the local one.</summary>
    public string VolumeDriver { get; init; } = "";

    /// <summary>Options of the writable layer, <c>size</c> among them.</summary>
    public IReadOnlyDictionary<string, string> StorageOptions { get; init; } = Empty.Map;

    /// <summary><c>none</c>, <c>host</c>, <c>default</c>, <c>bridge</c>, <c>container:NAME</c> or a network's name.</summary>
    public string NetworkMode { get; init; } = "default";

    /// <summary>What was asked for on the networks the container is created with, by the network's name or id.</summary>
    public IReadOnlyDictionary<string, EndpointSettings> Endpoints { get; init; } = Empty.Endpoints;

    /// <summary>Ports the program listens on: <c>80/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>Published ports: where on the host, by port.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>> PortBindings { get; init; } = Empty.Bindings;

    /// <summary>Publish every exposed port on a port of the engine's choice.</summary>
    public bool PublishAllPorts { get; init; }

    /// <summary>Name servers, or empty for the host's.</summary>
    public IReadOnlyList<string> Dns { get; init; } = [];

    /// <summary>Search domains, or empty for the host's.</summary>
    public IReadOnlyList<string> DnsSearch { get; init; } = [];

    /// <summary>Resolver options, or empty for the host's.</summary>
    public IReadOnlyList<string> DnsOptions { get; init; } = [];

    /// <summary>Further lines of /etc/hosts: <c>NAME:ADDRESS</c>.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>Limits and weights.</summary>
    public ContainerResources Resources { get; init; } = new();

    /// <summary>Device nodes.</summary>
    public IReadOnlyList<DeviceMapping> Devices { get; init; } = [];

    /// <summary>Rules of the device cgroup: <c>c 10:200 rwm</c>.</summary>
    public IReadOnlyList<string> DeviceCgroupRules { get; init; } = [];

    /// <summary>Resource limits of the process.</summary>
    public IReadOnlyList<Ulimit> Ulimits { get; init; } = [];

    /// <summary>Capabilities beside the default ones, with or without <c>CAP_</c>, or <c>ALL</c>.</summary>
    public IReadOnlyList<string> CapAdd { get; init; } = [];

    /// <summary>Default capabilities not given, or <c>ALL</c>.</summary>
    public IReadOnlyList<string> CapDrop { get; init; } = [];

    /// <summary>All capabilities, all devices, nothing masked, no seccomp filter.</summary>
    public bool Privileged { get; init; }

    /// <summary><c>no-new-privileges</c>, <c>seccomp=…</c>, <c>apparmor=…</c>, <c>label=…</c>, <c>systempaths=unconfined</c>.</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>Mount the root filesystem read-only.</summary>
    public bool ReadonlyRootfs { get; init; }

    /// <summary>Kernel parameters of the container's namespaces.</summary>
    public IReadOnlyDictionary<string, string> Sysctls { get; init; } = Empty.Map;

    /// <summary>Run the program under a small init; null: no.</summary>
    public bool? Init { get; init; }

    /// <summary>Empty, <c>host</c> or <c>container:NAME</c>.</summary>
    public string PidMode { get; init; } = "";

    /// <summary>Empty or <c>private</c>, <c>host</c>, <c>shareable</c>, <c>none</c> or <c>container:NAME</c>.</summary>
    public string IpcMode { get; init; } = "";

    /// <summary>Empty or <c>host</c>.</summary>
    public string UtsMode { get; init; } = "";

    /// <summary>Empty or <c>private</c>, or <c>host</c>.</summary>
    public string CgroupnsMode { get; init; } = "";

    /// <summary>Empty or <c>host</c>.</summary>
    public string UsernsMode { get; init; } = "";

    /// <summary>What to do when the program ends.</summary>
    public RestartPolicy RestartPolicy { get; init; } = RestartPolicy.None;

    /// <summary>Remove the container and its anonymous volumes when the program ends.</summary>
    public bool AutoRemove { get; init; }

    /// <summary>Where the output goes.</summary>
    public LogConfiguration Log { get; init; } = new();

    /// <summary>Further groups of the program, by name or number.</summary>
    public IReadOnlyList<string> GroupAdd { get; init; } = [];

    /// <summary>Adjustment of the OOM score, −1000 to 1000.</summary>
    public int OomScoreAdj { get; init; }

    /// <summary>Bytes of /dev/shm; 0: 64 MiB.</summary>
    public long ShmSize { get; init; }

    /// <summary>Paths made unreadable; null: the default list.</summary>
    public IReadOnlyList<string>? MaskedPaths { get; init; }

    /// <summary>Paths made read-only; null: the default list.</summary>
    public IReadOnlyList<string>? ReadonlyPaths { get; init; }

    /// <summary>The cgroup under which the container's is made, or empty for the engine's.</summary>
    public string CgroupParent { get; init; } = "";

    /// <summary>Annotations, passed on to the runtime's configuration; they never change what a container may do.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = Empty.Map;

    /// <summary>The runtime the client asked for; there is one.</summary>
    public string Runtime { get; init; } = "";

    /// <summary>Whether the network mode gives the container no network of its own to configure.</summary>
    internal bool UsesHostNetwork => NetworkMode == "host";

    private static class Empty
    {
        public static readonly IReadOnlyDictionary<string, string> Map = new Dictionary<string, string>();
        public static readonly IReadOnlyDictionary<string, EndpointSettings> Endpoints = new Dictionary<string, EndpointSettings>();
        public static readonly IReadOnlyDictionary<string, IReadOnlyList<PortBinding>> Bindings = new Dictionary<string, IReadOnlyList<PortBinding>>();
    }
}
