using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>Resources</c>.</summary>
internal record ResourcesModel
{
    public long CpuShares { get; init; }

    public long Memory { get; init; }

    public long NanoCpus { get; init; }

    public string CgroupParent { get; init; } = "";

    public ushort BlkioWeight { get; init; }

    public IReadOnlyList<WeightDeviceModel>? BlkioWeightDevice { get; init; }

    public IReadOnlyList<ThrottleDeviceModel>? BlkioDeviceReadBps { get; init; }

    public IReadOnlyList<ThrottleDeviceModel>? BlkioDeviceWriteBps { get; init; }

    public IReadOnlyList<ThrottleDeviceModel>? BlkioDeviceReadIOps { get; init; }

    public IReadOnlyList<ThrottleDeviceModel>? BlkioDeviceWriteIOps { get; init; }

    public long CpuPeriod { get; init; }

    public long CpuQuota { get; init; }

    public long CpuRealtimePeriod { get; init; }

    public long CpuRealtimeRuntime { get; init; }

    public string CpusetCpus { get; init; } = "";

    public string CpusetMems { get; init; } = "";

    public IReadOnlyList<DeviceModel>? Devices { get; init; }

    public IReadOnlyList<string>? DeviceCgroupRules { get; init; }

    public IReadOnlyList<EmptyObject>? DeviceRequests { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long KernelMemory { get; init; }

    public long MemoryReservation { get; init; }

    public long MemorySwap { get; init; }

    public long? MemorySwappiness { get; init; }

    public bool? OomKillDisable { get; init; }

    public long? PidsLimit { get; init; }

    public IReadOnlyList<UlimitModel>? Ulimits { get; init; }

    public long CpuCount { get; init; }

    public long CpuPercent { get; init; }

    public long IOMaximumIOps { get; init; }

    public long IOMaximumBandwidth { get; init; }
}
