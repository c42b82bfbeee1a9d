namespace Engine.PowerShell;

/// <summary>What a container uses.</summary>
public sealed class ContainerUsage
{
    internal ContainerUsage(Protocol.ContainerUsage usage)
    {
        Id = usage.Id;
        Name = usage.Name;
        Time = usage.Time;
        CpuTime = usage.CpuTime;
        Cpu = usage.Cpu;
        Memory = usage.Memory;
        MemoryLimit = usage.MemoryLimit;
        Processes = usage.Processes;
        BlockRead = usage.BlockRead;
        BlockWritten = usage.BlockWritten;
    }

    /// <summary>The container's id.</summary>
    public string Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>When it was measured.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Processor time since its start.</summary>
    public TimeSpan CpuTime { get; }

    /// <summary>Processors it used while it was measured; 1.5 is one and a half.</summary>
    public double Cpu { get; }

    /// <summary>Bytes of memory, without file cache that the kernel can drop at once.</summary>
    public long Memory { get; }

    /// <summary>Its limit in bytes, at most the machine's memory.</summary>
    public long MemoryLimit { get; }

    /// <summary>Processes and threads.</summary>
    public long Processes { get; }

    /// <summary>Bytes read from block devices since its start.</summary>
    public long BlockRead { get; }

    /// <summary>Bytes written to block devices since its start.</summary>
    public long BlockWritten { get; }
}
