using Engine.Host.Networking;
using Engine.Protocol;
using Domain = Engine.Host.Containers;

namespace Engine.Host.Api.Rpc;

/// <summary>The domain's configuration, defaults filled in, as the contract's.</summary>
internal static class SpecWriter
{
    public static ContainerSpec Write(Domain.Container container)
    {
        var c = container.Configuration;
        return new ContainerSpec
        {
            Image = c.Image,
            Name = container.Name,
            Entrypoint = c.Entrypoint,
            Command = c.Command,
            Environment = c.Environment.Select(e => e.Split('=', 2)).GroupBy(e => e[0]).ToDictionary(e => e.Key, e => e.Last().ElementAtOrDefault(1)),
            WorkingDirectory = OrNull(c.WorkingDirectory),
            User = OrNull(c.User),
            Groups = c.GroupAdd,
            HostName = OrNull(c.Hostname),
            DomainName = OrNull(c.Domainname),
            Labels = c.Labels,
            Tty = c.Tty,
            OpenStdin = c.OpenStdin,
            StdinOnce = c.StdinOnce,
            StopSignal = c.StopSignal,
            StopTimeout = c.StopTimeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            HealthCheck = c.Healthcheck is { } check ? Write(check) : null,
            Init = c.Init ?? false,
            AutoRemove = c.AutoRemove,
            RestartPolicy = new RestartPolicy { Condition = Condition(c.RestartPolicy.Name), MaximumRetries = c.RestartPolicy.MaximumRetryCount },
            Network = c.NetworkMode,
            Ports = [.. c.PortBindings.SelectMany(p => p.Value.Select(b => Port(p.Key, b)))],
            Endpoints = [.. container.Networks.Select(Write)],
            PublishAll = c.PublishAllPorts,
            Dns = c.Dns,
            DnsSearch = c.DnsSearch,
            DnsOptions = c.DnsOptions,
            ExtraHosts = c.ExtraHosts,
            Tmpfs = c.Tmpfs,
            Devices = [.. c.Devices.Select(d => new DeviceSpec { Source = d.PathOnHost, Target = d.PathInContainer, Permissions = d.CgroupPermissions })],
            ReadOnly = c.ReadonlyRootfs,
            Privileged = c.Privileged,
            CapabilitiesAdded = c.CapAdd,
            CapabilitiesDropped = c.CapDrop,
            SecurityOptions = c.SecurityOptions,
            Sysctls = c.Sysctls,
            Ulimits = [.. c.Ulimits.Select(u => new UlimitSpec { Name = u.Name, Soft = u.Soft, Hard = u.Hard })],
            Resources = Write(c),
            PidMode = OrNull(c.PidMode),
            IpcMode = OrNull(c.IpcMode),
            SharedMemory = c.ShmSize == 0 ? null : c.ShmSize,
            LogDriver = OrNull(c.Log.Driver),
            LogOptions = c.Log.Options,
        };
    }

    private static EndpointSpec Write(NetworkAttachment attachment) => new()
    {
        Network = attachment.NetworkName,
        Aliases = attachment.Settings.Aliases,
        Links = attachment.Settings.Links,
        IPv4Address = attachment.Settings.IPv4Address,
        IPv6Address = attachment.Settings.IPv6Address,
        MacAddress = attachment.Settings.MacAddress,
        GatewayPriority = attachment.Settings.GatewayPriority,
        Options = attachment.Settings.DriverOptions,
    };

    private static ContainerResources Write(Domain.ContainerConfiguration configuration)
    {
        var r = configuration.Resources;
        return new ContainerResources
        {
            Memory = OrNull(r.Memory),
            MemoryReservation = OrNull(r.MemoryReservation),
            MemorySwap = OrNull(r.MemorySwap),
            OomKillDisabled = r.OomKillDisable,
            OomScoreAdjustment = configuration.OomScoreAdj == 0 ? null : configuration.OomScoreAdj,
            NanoCpus = OrNull(r.NanoCpus),
            CpuShares = OrNull(r.CpuShares),
            CpuSet = OrNull(r.CpusetCpus),
            MemoryNodes = OrNull(r.CpusetMems),
            PidsLimit = r.PidsLimit is > 0 ? r.PidsLimit : null,
        };
    }

    private static HealthCheckSpec Write(Domain.HealthcheckConfiguration check) => new()
    {
        Command = check.Test.Count == 0 ? null : [.. check.Test.Skip(1)],
        Interval = OrNull(check.Interval),
        Timeout = OrNull(check.Timeout),
        StartPeriod = OrNull(check.StartPeriod),
        StartInterval = OrNull(check.StartInterval),
        Retries = check.Retries == 0 ? null : check.Retries,
    };

    private static RestartCondition Condition(string name) => name switch
    {
        "on-failure" => RestartCondition.OnFailure,
        "always" => RestartCondition.Always,
        "unless-stopped" => RestartCondition.UnlessStopped,
        _ => RestartCondition.No,
    };

    private static PortMapping Port(string port, Domain.PortBinding binding)
    {
        var slash = port.IndexOf('/', StringComparison.Ordinal);
        return new PortMapping
        {
            ContainerPort = int.TryParse(slash < 0 ? port : port[..slash], out var number) ? number : 0,
            Protocol = slash < 0 ? "tcp" : port[(slash + 1)..],
            HostAddress = OrNull(binding.HostIp),
            HostPort = int.TryParse(binding.HostPort, out var host) ? host : 0,
        };
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static TimeSpan? OrNull(TimeSpan time) => time == TimeSpan.Zero ? null : time;

    private static long? OrNull(long number) => number == 0 ? null : number;
}
