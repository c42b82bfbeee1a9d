using Engine.Host.Containers.Execs;
using Engine.Host.Networking;
using Engine.Protocol;
using Domain = Engine.Host.Containers;

namespace Engine.Host.Api.Rpc;

/// <summary>The contract's requests as the domain's configurations.</summary>
internal static class SpecReader
{
    private static readonly IReadOnlyDictionary<string, string> s_noTexts = new Dictionary<string, string>();

    public static Domain.ContainerConfiguration Read(ContainerSpec spec) => new()
    {
        Image = spec.Image,
        Command = spec.Command,

        // The domain's word for "no entry point, whatever the image says" is Docker's: one empty string.
        Entrypoint = spec.Entrypoint is { Count: 0 } ? [""] : spec.Entrypoint,
        Environment = [.. spec.Environment?.Select(e => e.Value is null ? e.Key : $"{e.Key}={e.Value}") ?? []],
        User = spec.User ?? "",
        WorkingDirectory = spec.WorkingDirectory ?? "",
        GroupAdd = spec.Groups,
        Hostname = spec.HostName ?? "",
        Domainname = spec.DomainName ?? "",
        Labels = spec.Labels ?? s_noTexts,
        Tty = spec.Tty,
        OpenStdin = spec.OpenStdin,
        StdinOnce = spec.StdinOnce,
        StopSignal = spec.StopSignal,
        StopTimeout = spec.StopTimeout is { } timeout ? (int)Math.Ceiling(timeout.TotalSeconds) : null,
        Healthcheck = spec.HealthCheck is { } check ? Read(check) : null,
        Init = spec.Init,
        AutoRemove = spec.AutoRemove,
        RestartPolicy = new Domain.RestartPolicy(Name(spec.RestartPolicy.Condition), spec.RestartPolicy.MaximumRetries),
        NetworkMode = spec.Network ?? "default",
        Endpoints = spec.Endpoints.ToDictionary(endpoint => endpoint.Network, Read),
        ExposedPorts = [.. spec.Ports.Select(Port).Distinct()],
        PortBindings = spec.Ports.GroupBy(Port).ToDictionary(
            p => p.Key,
            p => (IReadOnlyList<Domain.PortBinding>)[.. p.Select(m => new Domain.PortBinding(m.HostAddress ?? "", m.HostPort == 0 ? "" : m.HostPort.ToString()))]),
        PublishAllPorts = spec.PublishAll,
        Dns = spec.Dns,
        DnsSearch = spec.DnsSearch,
        DnsOptions = spec.DnsOptions,
        ExtraHosts = spec.ExtraHosts,
        Mounts = [.. spec.Mounts.Select(Mount)],
        Tmpfs = spec.Tmpfs ?? s_noTexts,
        Devices = [.. spec.Devices.Select(d => new Domain.DeviceMapping(d.Source, d.Target, d.Permissions))],
        ReadonlyRootfs = spec.ReadOnly,
        Privileged = spec.Privileged,
        CapAdd = spec.CapabilitiesAdded,
        CapDrop = spec.CapabilitiesDropped,
        SecurityOptions = spec.SecurityOptions,
        Sysctls = spec.Sysctls ?? s_noTexts,
        Ulimits = [.. spec.Ulimits.Select(u => new Domain.Ulimit(u.Name, u.Soft, u.Hard))],
        Resources = Read(spec.Resources),
        OomScoreAdj = spec.Resources.OomScoreAdjustment ?? 0,
        PidMode = spec.PidMode ?? "",
        IpcMode = spec.IpcMode ?? "",
        ShmSize = spec.SharedMemory ?? 0,
        Log = new Domain.LogConfiguration { Driver = spec.LogDriver ?? "", Options = spec.LogOptions ?? s_noTexts },
    };

    public static EndpointSettings Read(EndpointSpec endpoint) => new()
    {
        Aliases = endpoint.Aliases,
        Links = endpoint.Links,
        IPv4Address = endpoint.IPv4Address,
        IPv6Address = endpoint.IPv6Address,
        MacAddress = endpoint.MacAddress,
        DriverOptions = endpoint.Options ?? s_noTexts,
        GatewayPriority = endpoint.GatewayPriority,
    };

    public static ExecConfiguration Read(ExecSpec spec) => new()
    {
        Command = spec.Command,
        Environment = [.. spec.Environment?.Select(e => $"{e.Key}={e.Value}") ?? []],
        User = spec.User ?? "",
        WorkingDirectory = spec.WorkingDirectory ?? "",
        Tty = spec.Tty,
        AttachStdin = spec.Stdin,
        AttachStdout = true,
        AttachStderr = true,
        Privileged = spec.Privileged,
        ConsoleSize = spec.TerminalSize is { } size ? Read(size) : null,
    };

    public static Domain.ContainerUpdate Read(ContainerChange change) => new()
    {
        Resources = Read(change.Resources),
        RestartPolicy = change.RestartPolicy is { } policy ? new Domain.RestartPolicy(Name(policy.Condition), policy.MaximumRetries) : null,
    };

    public static Domain.TerminalSize Read(TerminalSize size) => new(Cells(size.Rows), Cells(size.Columns));

    private static ushort Cells(int cells) => cells is >= 0 and <= ushort.MaxValue
        ? (ushort)cells
        : throw new Errors.InvalidArgumentException($"a terminal cannot be {cells} characters in size");

    private static string Name(RestartCondition condition) => condition switch
    {
        RestartCondition.OnFailure => "on-failure",
        RestartCondition.Always => "always",
        RestartCondition.UnlessStopped => "unless-stopped",
        _ => "no",
    };

    private static string Port(PortMapping mapping) => $"{mapping.ContainerPort}/{mapping.Protocol}";

    private static Domain.HealthcheckConfiguration Read(HealthCheckSpec check) => new()
    {
        Test = check.Command switch { null => [], { Count: 0 } => ["NONE"], var command => ["CMD", .. command] },
        Interval = check.Interval ?? TimeSpan.Zero,
        Timeout = check.Timeout ?? TimeSpan.Zero,
        StartPeriod = check.StartPeriod ?? TimeSpan.Zero,
        StartInterval = check.StartInterval ?? TimeSpan.Zero,
        Retries = check.Retries ?? 0,
    };

    private static Domain.MountConfiguration Mount(MountSpec mount) => new()
    {
        Type = mount.Kind is MountKind.Volume ? Domain.MountType.Volume : Domain.MountType.Bind,
        Source = mount.Source,
        Target = mount.Target,
        ReadOnly = mount.ReadOnly,
        Propagation = mount.Propagation ?? "",
    };

    private static Domain.ContainerResources Read(ContainerResources resources) => new()
    {
        Memory = resources.Memory ?? 0,
        MemoryReservation = resources.MemoryReservation ?? 0,
        MemorySwap = resources.MemorySwap ?? 0,
        OomKillDisable = resources.OomKillDisabled,
        NanoCpus = resources.NanoCpus ?? 0,
        CpuShares = resources.CpuShares ?? 0,
        CpusetCpus = resources.CpuSet ?? "",
        CpusetMems = resources.MemoryNodes ?? "",
        PidsLimit = resources.PidsLimit,
    };
}
