namespace Engine.Linux.Cgroups;

/// <summary>Control group controllers (cgroups(7)). A hierarchy of version 1 carries some of them, the unified one of version 2 all.</summary>
[Flags]
public enum CgroupControllers
{
    /// <summary>None: a named hierarchy, or version 2 beside version 1.</summary>
    None = 0,

    /// <summary>Processor shares and bandwidth.</summary>
    Cpu = 1 << 0,

    /// <summary>Processor time accounting; a part of <c>cpu</c> on version 2.</summary>
    Cpuacct = 1 << 1,

    /// <summary>Processors and memory nodes to run on.</summary>
    Cpuset = 1 << 2,

    /// <summary>Memory and swap.</summary>
    Memory = 1 << 3,

    /// <summary>Access to device nodes; an eBPF program on version 2.</summary>
    Devices = 1 << 4,

    /// <summary>Suspends all processes; a core file on version 2.</summary>
    Freezer = 1 << 5,

    /// <summary>Block device input and output: <c>blkio</c> on version 1, <c>io</c> on version 2.</summary>
    BlockIo = 1 << 6,

    /// <summary>Number of tasks.</summary>
    Pids = 1 << 7,

    /// <summary>Huge pages.</summary>
    Hugetlb = 1 << 8,

    /// <summary>Class of network packets; version 1 only.</summary>
    NetCls = 1 << 9,

    /// <summary>Priority of network packets; version 1 only.</summary>
    NetPrio = 1 << 10,

    /// <summary>Performance events.</summary>
    PerfEvent = 1 << 11,

    /// <summary>Remote direct memory access.</summary>
    Rdma = 1 << 12,

    /// <summary>Scalar resources such as encrypted memory ids.</summary>
    Misc = 1 << 13,
}
