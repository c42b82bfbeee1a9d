namespace Engine.Linux.Cgroups;

/// <summary>The kernel's names of controllers, as in mount options (version 1) and <c>cgroup.controllers</c> (version 2).</summary>
internal static class CgroupControllerName
{
    /// <summary>The controllers that version 2 wants enabled in <c>cgroup.subtree_control</c>, with their names there.</summary>
    internal static readonly (CgroupControllers Controller, string Name)[] Delegated =
    [
        (CgroupControllers.Cpu, "cpu"),
        (CgroupControllers.Cpuset, "cpuset"),
        (CgroupControllers.Memory, "memory"),
        (CgroupControllers.BlockIo, "io"),
        (CgroupControllers.Pids, "pids"),
        (CgroupControllers.Hugetlb, "hugetlb"),
        (CgroupControllers.Rdma, "rdma"),
        (CgroupControllers.Misc, "misc"),
    ];

    /// <summary>The controller of that name, or none when it is not one this library knows.</summary>
    internal static CgroupControllers Parse(ReadOnlySpan<char> name) => name switch
    {
        "cpu" => CgroupControllers.Cpu,
        "cpuacct" => CgroupControllers.Cpuacct,
        "cpuset" => CgroupControllers.Cpuset,
        "memory" => CgroupControllers.Memory,
        "devices" => CgroupControllers.Devices,
        "freezer" => CgroupControllers.Freezer,
        "blkio" or "io" => CgroupControllers.BlockIo,
        "pids" => CgroupControllers.Pids,
        "hugetlb" => CgroupControllers.Hugetlb,
        "net_cls" => CgroupControllers.NetCls,
        "net_prio" => CgroupControllers.NetPrio,
        "perf_event" => CgroupControllers.PerfEvent,
        "rdma" => CgroupControllers.Rdma,
        "misc" => CgroupControllers.Misc,
        _ => CgroupControllers.None,
    };

    /// <summary>The controllers of a list such as <c>rw,cpu,cpuacct</c> or <c>cpu io memory</c>.</summary>
    internal static CgroupControllers ParseList(ReadOnlySpan<char> list, char separator)
    {
        CgroupControllers found = CgroupControllers.None;
        foreach (Range part in list.Split(separator))
        {
            found |= Parse(list[part].Trim());
        }

        return found;
    }
}
