using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>What an engine is and has.</summary>
public sealed class EngineInformation
{
    internal EngineInformation(EngineVersion version, EngineInfo info, EngineSession session)
    {
        Address = session.Address;
        Version = version.Version;
        ApiVersion = version.ApiVersion;
        MinimumApiVersion = version.MinimumApiVersion;
        Commit = version.Commit;
        OperatingSystem = version.OperatingSystem;
        Architecture = version.Architecture;
        KernelVersion = version.KernelVersion;
        Id = info.Id;
        Name = info.Name;
        Distribution = info.Distribution;
        ContainerCount = info.Containers;
        RunningCount = info.Running;
        PausedCount = info.Paused;
        StoppedCount = info.Stopped;
        ImageCount = info.Images;
        DataRoot = info.DataRoot;
        StorageDriver = info.StorageDriver;
        CgroupVersion = info.CgroupVersion;
        ProcessorCount = info.Processors;
        Memory = info.Memory;
        Warning = info.Warnings;
    }

    /// <summary>Where it is reached.</summary>
    public string Address { get; }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>The newest Docker Engine API version it speaks.</summary>
    public string ApiVersion { get; }

    /// <summary>The oldest Docker Engine API version it speaks.</summary>
    public string MinimumApiVersion { get; }

    /// <summary>The source revision it was built from.</summary>
    public string Commit { get; }

    /// <summary>Operating system.</summary>
    public string OperatingSystem { get; }

    /// <summary>Processor architecture.</summary>
    public string Architecture { get; }

    /// <summary>The kernel's release.</summary>
    public string KernelVersion { get; }

    /// <summary>A lasting id of its data root.</summary>
    public string Id { get; }

    /// <summary>The machine's host name.</summary>
    public string Name { get; }

    /// <summary>The machine's distribution.</summary>
    public string Distribution { get; }

    /// <summary>Containers in any state.</summary>
    public int ContainerCount { get; }

    /// <summary>Containers that run.</summary>
    public int RunningCount { get; }

    /// <summary>Containers that are frozen.</summary>
    public int PausedCount { get; }

    /// <summary>Containers that do not run.</summary>
    public int StoppedCount { get; }

    /// <summary>Images.</summary>
    public int ImageCount { get; }

    /// <summary>Directory of everything the engine keeps.</summary>
    public string DataRoot { get; }

    /// <summary>Storage driver.</summary>
    public string StorageDriver { get; }

    /// <summary>cgroup version in use.</summary>
    public int CgroupVersion { get; }

    /// <summary>Processors.</summary>
    public int ProcessorCount { get; }

    /// <summary>Memory of the machine, in bytes.</summary>
    public long Memory { get; }

    /// <summary>What limits the machine or its configuration.</summary>
    public IReadOnlyList<string> Warning { get; }
}
