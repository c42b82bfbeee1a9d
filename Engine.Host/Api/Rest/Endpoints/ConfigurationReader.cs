using Engine.Host.Api.Rest.Models;
using Engine.Host.Containers;
using Engine.Host.Networking;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Docker's bodies as the engine's own records. Go's clients send null for what is empty, so nothing may be taken for given.</summary>
internal static partial class ConfigurationReader
{
    public static ContainerConfiguration Read(CreateContainerRequest body)
    {
        var host = body.HostConfig ?? new HostConfigModel();
        return new ContainerConfiguration
        {
            Image = body.Image ?? "",
            Command = body.Cmd,
            Entrypoint = body.Entrypoint,
            Environment = body.Env ?? [],
            User = body.User ?? "",
            WorkingDirectory = body.WorkingDir ?? "",
            Labels = body.Labels ?? s_noTexts,
            Hostname = body.Hostname ?? "",
            Domainname = body.Domainname ?? "",
            Tty = body.Tty,
            OpenStdin = body.OpenStdin,
            StdinOnce = body.StdinOnce,
            AttachStdin = body.AttachStdin,
            AttachStdout = body.AttachStdout,
            AttachStderr = body.AttachStderr,
            ConsoleSize = TerminalSizeReader.Read(host.ConsoleSize),
            StopSignal = body.StopSignal,
            StopTimeout = body.StopTimeout,
            Shell = body.Shell,
            Healthcheck = ReadHealthcheck(body.Healthcheck),
            Volumes = [.. body.Volumes?.Keys ?? []],
            ExposedPorts = [.. body.ExposedPorts?.Keys ?? []],
            Binds = host.Binds ?? [],
            Mounts = [.. host.Mounts?.Where(mount => mount is not null).Select(ReadMount) ?? []],
            Tmpfs = host.Tmpfs ?? s_noTexts,
            VolumesFrom = host.VolumesFrom ?? [],
            VolumeDriver = host.VolumeDriver ?? "",
            StorageOptions = host.StorageOpt ?? s_noTexts,
            NetworkMode = NetworkMode(body, host),
            Endpoints = ReadEndpoints(body),
            PortBindings = ReadBindings(host.PortBindings),
            PublishAllPorts = host.PublishAllPorts,
            Dns = host.Dns ?? [],
            DnsSearch = host.DnsSearch ?? [],
            DnsOptions = host.DnsOptions ?? [],
            ExtraHosts = host.ExtraHosts ?? [],
            Resources = ReadResources(host),
            Devices = [.. host.Devices?.Select(d => new DeviceMapping(d.PathOnHost ?? "", d.PathInContainer ?? d.PathOnHost ?? "", d.CgroupPermissions ?? "")) ?? []],
            DeviceCgroupRules = host.DeviceCgroupRules ?? [],
            Ulimits = [.. host.Ulimits?.Select(u => new Ulimit(u.Name ?? "", u.Soft, u.Hard)) ?? []],
            CapAdd = host.CapAdd ?? [],
            CapDrop = host.CapDrop ?? [],
            Privileged = host.Privileged,
            SecurityOptions = host.SecurityOpt ?? [],
            ReadonlyRootfs = host.ReadonlyRootfs,
            Sysctls = host.Sysctls ?? s_noTexts,
            Init = host.Init,
            PidMode = host.PidMode ?? "",
            IpcMode = host.IpcMode ?? "",
            UtsMode = host.UTSMode ?? "",
            CgroupnsMode = host.CgroupnsMode ?? "",
            UsernsMode = host.UsernsMode ?? "",
            RestartPolicy = ReadRestartPolicy(host.RestartPolicy) ?? RestartPolicy.None,
            AutoRemove = host.AutoRemove,
            Log = new LogConfiguration { Driver = host.LogConfig?.Type ?? "", Options = host.LogConfig?.Config ?? s_noTexts },
            GroupAdd = host.GroupAdd ?? [],
            OomScoreAdj = host.OomScoreAdj,
            ShmSize = host.ShmSize,
            MaskedPaths = host.MaskedPaths,
            ReadonlyPaths = host.ReadonlyPaths,
            CgroupParent = host.CgroupParent ?? "",
            Annotations = host.Annotations ?? s_noTexts,
            Runtime = host.Runtime ?? "",
        };
    }

    public static ContainerUpdate ReadUpdate(UpdateContainerRequest body) => new()
    {
        Resources = ReadResources(body),
        RestartPolicy = string.IsNullOrEmpty(body.RestartPolicy?.Name) ? null : ReadRestartPolicy(body.RestartPolicy),
    };

    private static readonly IReadOnlyDictionary<string, string> s_noTexts = new Dictionary<string, string>();

    private static string NetworkMode(CreateContainerRequest body, HostConfigModel host) =>
        body.NetworkDisabled is true ? "none"
        : string.IsNullOrEmpty(host.NetworkMode) ? "default"
        : host.NetworkMode;

    // Clients of old send one address, and links, for the container as a whole.
    private static Dictionary<string, EndpointSettings> ReadEndpoints(CreateContainerRequest body)
    {
        var endpoints = body.NetworkingConfig?.EndpointsConfig?.ToDictionary(e => e.Key, e => NetworkReader.ReadEndpoint(e.Value)) ?? [];
        var links = body.HostConfig?.Links ?? [];
        if (!string.IsNullOrEmpty(body.MacAddress) || links.Count > 0)
        {
            var mode = body.HostConfig is null ? "default" : NetworkMode(body, body.HostConfig);
            var settings = endpoints.GetValueOrDefault(mode, new EndpointSettings());
            endpoints[mode] = settings with
            {
                MacAddress = settings.MacAddress ?? (string.IsNullOrEmpty(body.MacAddress) ? null : body.MacAddress),
                Links = [.. settings.Links.Union(links)],
            };
        }

        return endpoints;
    }

    private static RestartPolicy? ReadRestartPolicy(RestartPolicyModel? policy) =>
        policy is null ? null : new RestartPolicy(string.IsNullOrEmpty(policy.Name) ? "no" : policy.Name, policy.MaximumRetryCount);

    private static HealthcheckConfiguration? ReadHealthcheck(HealthcheckModel? check) => check is null ? null : new HealthcheckConfiguration
    {
        Test = check.Test ?? [],
        Interval = Nanoseconds(check.Interval),
        Timeout = Nanoseconds(check.Timeout),
        StartPeriod = Nanoseconds(check.StartPeriod),
        StartInterval = Nanoseconds(check.StartInterval),
        Retries = check.Retries,
    };

    private static TimeSpan Nanoseconds(long nanoseconds) => new(nanoseconds / TimeSpan.NanosecondsPerTick);

    private static Dictionary<string, IReadOnlyList<PortBinding>> ReadBindings(
        IReadOnlyDictionary<string, IReadOnlyList<PortBindingModel>?>? bindings) =>
        bindings?.ToDictionary(b => b.Key, b => (IReadOnlyList<PortBinding>)[.. b.Value?.Select(p => new PortBinding(p?.HostIp ?? "", p?.HostPort ?? "")) ?? []])
        ?? [];
}
