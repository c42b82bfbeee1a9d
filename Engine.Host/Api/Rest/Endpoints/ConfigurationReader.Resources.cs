using Engine.Host.Api.Rest.Models;
using Engine.Host.Containers;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Endpoints;

internal static partial class ConfigurationReader
{
    private static ContainerResources ReadResources(ResourcesModel model) => new()
    {
        Memory = model.Memory,
        MemorySwap = model.MemorySwap,
        MemoryReservation = model.MemoryReservation,
        KernelMemory = model.KernelMemory,

        // Old clients send -1 for "not set".
        MemorySwappiness = model.MemorySwappiness is -1 ? null : model.MemorySwappiness,
        OomKillDisable = model.OomKillDisable ?? false,
        NanoCpus = model.NanoCpus,
        CpuShares = model.CpuShares,
        CpuPeriod = model.CpuPeriod,
        CpuQuota = model.CpuQuota,
        CpuRealtimePeriod = model.CpuRealtimePeriod,
        CpuRealtimeRuntime = model.CpuRealtimeRuntime,
        CpusetCpus = model.CpusetCpus ?? "",
        CpusetMems = model.CpusetMems ?? "",
        PidsLimit = model.PidsLimit,
        BlkioWeight = model.BlkioWeight,
        BlkioWeightDevice = [.. model.BlkioWeightDevice?.Select(d => new WeightDevice(d.Path ?? "", d.Weight)) ?? []],
        BlkioDeviceReadBps = ReadThrottles(model.BlkioDeviceReadBps),
        BlkioDeviceWriteBps = ReadThrottles(model.BlkioDeviceWriteBps),
        BlkioDeviceReadIOps = ReadThrottles(model.BlkioDeviceReadIOps),
        BlkioDeviceWriteIOps = ReadThrottles(model.BlkioDeviceWriteIOps),
    };

    private static IReadOnlyList<ThrottleDevice> ReadThrottles(IReadOnlyList<ThrottleDeviceModel>? devices) =>
        [.. devices?.Select(d => new ThrottleDevice(d.Path, d.Rate)) ?? []];

    private static MountConfiguration ReadMount(MountRequestModel mount) => new()
    {
        Type = mount.Type switch
        {
            "bind" => MountType.Bind,
            "volume" or "" or null => MountType.Volume,
            "tmpfs" => MountType.Tmpfs,
            "image" when mount.ImageOptions?.Subpath is { Length: > 0 } => throw new Errors.UnsupportedException("a part of an image cannot be mounted"),
            "image" => MountType.Image,
            var other => throw new InvalidArgumentException($"mount type unknown: \"{other}\""),
        },
        Source = mount.Source ?? "",
        Target = mount.Target ?? "",
        ReadOnly = mount.ReadOnly,
        Propagation = mount.BindOptions?.Propagation ?? "",
        NonRecursive = mount.BindOptions?.NonRecursive ?? false,
        CreateMountpoint = mount.BindOptions?.CreateMountpoint ?? false,
        ReadOnlyNonRecursive = mount.BindOptions?.ReadOnlyNonRecursive ?? false,
        NoCopy = mount.VolumeOptions?.NoCopy ?? false,
        Subpath = mount.VolumeOptions?.Subpath ?? "",
        Labels = mount.VolumeOptions?.Labels,
        Driver = mount.VolumeOptions?.DriverConfig?.Name ?? "",
        DriverOptions = mount.VolumeOptions?.DriverConfig?.Options,
        TmpfsSize = mount.TmpfsOptions?.SizeBytes ?? 0,
        TmpfsMode = mount.TmpfsOptions?.Mode,
        TmpfsOptions = [.. mount.TmpfsOptions?.Options?.Where(option => option.Count > 0).Select(option => string.Join('=', option)) ?? []],
    };
}
