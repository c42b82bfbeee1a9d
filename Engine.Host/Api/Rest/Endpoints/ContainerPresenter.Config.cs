using Engine.Host.Api.Rest.Models;
using Engine.Host.Containers;
using Engine.Host.Containers.Specification;

namespace Engine.Host.Api.Rest.Endpoints;

internal sealed partial class ContainerPresenter
{
    private static ConfigModel Config(Container container)
    {
        var c = container.Configuration;
        return new ConfigModel
        {
            Hostname = c.Hostname,
            Domainname = c.Domainname,
            User = c.User,
            AttachStdin = c.AttachStdin,
            AttachStdout = c.AttachStdout,
            AttachStderr = c.AttachStderr,
            ExposedPorts = c.ExposedPorts.Count == 0 ? null : c.ExposedPorts.ToDictionary(p => p, _ => EmptyObject.Instance),
            Tty = c.Tty,
            OpenStdin = c.OpenStdin,
            StdinOnce = c.StdinOnce,
            Env = c.Environment,
            Cmd = c.Command,
            Healthcheck = Healthcheck(c.Healthcheck),
            Image = c.Image,
            Volumes = c.Volumes.Count == 0 ? null : c.Volumes.ToDictionary(v => v, _ => EmptyObject.Instance),
            WorkingDir = c.WorkingDirectory,
            Entrypoint = c.Entrypoint,
            Labels = c.Labels,
            StopSignal = c.StopSignal,
            StopTimeout = c.StopTimeout,
            Shell = c.Shell,
        };
    }

    private static HealthcheckModel? Healthcheck(HealthcheckConfiguration? check) => check is null ? null : new HealthcheckModel
    {
        Test = check.Test,
        Interval = Nanoseconds(check.Interval),
        Timeout = Nanoseconds(check.Timeout),
        StartPeriod = Nanoseconds(check.StartPeriod),
        StartInterval = Nanoseconds(check.StartInterval),
        Retries = check.Retries,
    };

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    private static HostConfigModel HostConfig(Container container)
    {
        var c = container.Configuration;
        return new HostConfigModel
        {
            Binds = OrNull(c.Binds),
            LogConfig = new LogConfigModel { Type = c.Log.Driver, Config = c.Log.Options },
            NetworkMode = c.NetworkMode,
            PortBindings = c.PortBindings.ToDictionary(
                b => b.Key,
                b => (IReadOnlyList<PortBindingModel>?)[.. b.Value.Select(p => new PortBindingModel { HostIp = p.HostIp, HostPort = p.HostPort })]),
            RestartPolicy = new RestartPolicyModel { Name = c.RestartPolicy.Name, MaximumRetryCount = c.RestartPolicy.MaximumRetryCount },
            AutoRemove = c.AutoRemove,
            VolumesFrom = OrNull(c.VolumesFrom),
            VolumeDriver = c.VolumeDriver,
            ConsoleSize = c.ConsoleSize is { } size ? [size.Rows, size.Columns] : [0, 0],
            Annotations = OrNull(c.Annotations),
            CapAdd = OrNull(c.CapAdd),
            CapDrop = OrNull(c.CapDrop),
            CgroupnsMode = c.CgroupnsMode,
            Dns = c.Dns,
            DnsOptions = c.DnsOptions,
            DnsSearch = c.DnsSearch,
            ExtraHosts = OrNull(c.ExtraHosts),
            GroupAdd = OrNull(c.GroupAdd),
            IpcMode = c.IpcMode,
            OomScoreAdj = c.OomScoreAdj,
            PidMode = c.PidMode,
            Privileged = c.Privileged,
            PublishAllPorts = c.PublishAllPorts,
            ReadonlyRootfs = c.ReadonlyRootfs,
            SecurityOpt = OrNull(c.SecurityOptions),
            Tmpfs = OrNull(c.Tmpfs),
            UTSMode = c.UtsMode,
            UsernsMode = c.UsernsMode,
            ShmSize = c.ShmSize,
            Sysctls = OrNull(c.Sysctls),
            Runtime = c.Runtime,
            Mounts = c.Mounts.Count == 0 ? null : [.. c.Mounts.Select(MountRequest)],
            MaskedPaths = SpecificationBuilder.MaskedPaths(c),
            ReadonlyPaths = SpecificationBuilder.ReadonlyPaths(c),
            Init = c.Init,
            CgroupParent = c.CgroupParent,
            Devices = [.. c.Devices.Select(d => new DeviceModel { PathOnHost = d.PathOnHost, PathInContainer = d.PathInContainer, CgroupPermissions = d.CgroupPermissions })],
            DeviceCgroupRules = OrNull(c.DeviceCgroupRules),
            Ulimits = [.. c.Ulimits.Select(u => new UlimitModel { Name = u.Name, Hard = u.Hard, Soft = u.Soft })],
            CpuShares = c.Resources.CpuShares,
            Memory = c.Resources.Memory,
            NanoCpus = c.Resources.NanoCpus,
            BlkioWeight = c.Resources.BlkioWeight,
            BlkioWeightDevice = [.. c.Resources.BlkioWeightDevice.Select(d => new WeightDeviceModel { Path = d.Path, Weight = d.Weight })],
            BlkioDeviceReadBps = Throttles(c.Resources.BlkioDeviceReadBps),
            BlkioDeviceWriteBps = Throttles(c.Resources.BlkioDeviceWriteBps),
            BlkioDeviceReadIOps = Throttles(c.Resources.BlkioDeviceReadIOps),
            BlkioDeviceWriteIOps = Throttles(c.Resources.BlkioDeviceWriteIOps),
            CpuPeriod = c.Resources.CpuPeriod,
            CpuQuota = c.Resources.CpuQuota,
            CpuRealtimePeriod = c.Resources.CpuRealtimePeriod,
            CpuRealtimeRuntime = c.Resources.CpuRealtimeRuntime,
            CpusetCpus = c.Resources.CpusetCpus,
            CpusetMems = c.Resources.CpusetMems,
            MemoryReservation = c.Resources.MemoryReservation,
            MemorySwap = c.Resources.MemorySwap,
            MemorySwappiness = c.Resources.MemorySwappiness,
            OomKillDisable = c.Resources.OomKillDisable,
            PidsLimit = c.Resources.PidsLimit,
        };
    }

    private static IReadOnlyList<string>? OrNull(IReadOnlyList<string> list) => list.Count == 0 ? null : list;

    private static IReadOnlyDictionary<string, string>? OrNull(IReadOnlyDictionary<string, string> map) => map.Count == 0 ? null : map;

    private static IReadOnlyList<ThrottleDeviceModel> Throttles(IReadOnlyList<ThrottleDevice> devices) =>
        [.. devices.Select(d => new ThrottleDeviceModel { Path = d.Path, Rate = d.Rate })];

    private static MountRequestModel MountRequest(MountConfiguration mount) => new()
    {
        Type = TypeName(mount.Type),
        Source = mount.Source,
        Target = mount.Target,
        ReadOnly = mount.ReadOnly,
        BindOptions = mount.Type is MountType.Bind && (mount.Propagation.Length > 0 || mount.NonRecursive || mount.CreateMountpoint || mount.ReadOnlyNonRecursive)
            ? new BindOptionsModel
            {
                Propagation = mount.Propagation.Length == 0 ? null : mount.Propagation,
                NonRecursive = mount.NonRecursive,
                CreateMountpoint = mount.CreateMountpoint,
                ReadOnlyNonRecursive = mount.ReadOnlyNonRecursive,
            }
            : null,
        VolumeOptions = mount.Type is MountType.Volume && (mount.NoCopy || mount.Subpath.Length > 0 || mount.Labels is not null || mount.Driver.Length > 0 || mount.DriverOptions is not null)
            ? new VolumeOptionsModel
            {
                NoCopy = mount.NoCopy,
                Subpath = mount.Subpath.Length == 0 ? null : mount.Subpath,
                Labels = mount.Labels,
                DriverConfig = mount.Driver.Length > 0 || mount.DriverOptions is not null
                    ? new VolumeDriverModel { Name = mount.Driver.Length == 0 ? null : mount.Driver, Options = mount.DriverOptions }
                    : null,
            }
            : null,
        TmpfsOptions = mount.Type is MountType.Tmpfs && (mount.TmpfsSize > 0 || mount.TmpfsMode is not null || mount.TmpfsOptions.Count > 0)
            ? new TmpfsOptionsModel
            {
                SizeBytes = mount.TmpfsSize,
                Mode = mount.TmpfsMode,
                Options = mount.TmpfsOptions.Count == 0 ? null : [.. mount.TmpfsOptions.Select(option => (IReadOnlyList<string>)option.Split('=', 2))],
            }
            : null,
    };
}
