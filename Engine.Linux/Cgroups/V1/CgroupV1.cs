namespace Engine.Linux.Cgroups;

/// <summary>A group on hierarchies of version 1, and on the unified one if that is mounted beside them.</summary>
internal sealed class CgroupV1(CgroupLayout layout, string path) : Cgroup(layout, path)
{
    // The freezer's list first: what is listed must be what is frozen.
    private protected override CgroupDirectory? ProcessDirectory =>
        Find(CgroupControllers.Freezer) ?? Find(CgroupControllers.Pids) ?? Find(CgroupControllers.Devices) ?? AnyDirectory();

    public override void Apply(CgroupResources resources)
    {
        if (resources.Unified is { Count: > 0 })
        {
            throw new CgroupException("files of cgroup version 2 were given (unified), but this machine's controllers are on version 1");
        }

        if (resources.Memory is { } memory)
        {
            MemoryControllerV1.Apply(Need(CgroupControllers.Memory, "memory"), memory);
        }

        if (resources.Cpu is { } cpu)
        {
            ApplyCpu(cpu);
        }

        if (resources.Pids is { } pids and not 0)
        {
            Need(CgroupControllers.Pids, "pids").Write("pids.max", pids < 0 ? "max" : pids.ToString());
        }

        if (resources.BlockIo is { } blockIo)
        {
            BlockIoControllerV1.Apply(Need(CgroupControllers.BlockIo, "blkio"), blockIo);
        }

        if (resources.HugepageLimits.Count > 0)
        {
            HugetlbController.Apply(Need(CgroupControllers.Hugetlb, "hugetlb"), resources.HugepageLimits, "limit_in_bytes");
        }

        if (resources.Network is { } network)
        {
            ApplyNetwork(network);
        }

        if (resources.Rdma.Count > 0)
        {
            RdmaController.Apply(Need(CgroupControllers.Rdma, "rdma"), resources.Rdma);
        }

        if (resources.Devices is { } devices)
        {
            DevicesControllerV1.Apply(Need(CgroupControllers.Devices, "devices"), devices);
        }
    }

    public override void Freeze()
    {
        CgroupDirectory freezer = Need(CgroupControllers.Freezer, "freezer");
        if (!FreezerV1.Freeze(freezer))
        {
            FreezerV1.Thaw(freezer);
            throw new CgroupException($"{freezer.Path}: the processes did not freeze in time");
        }
    }

    public override void Thaw() => FreezerV1.Thaw(Need(CgroupControllers.Freezer, "freezer"));

    public override bool IsFrozen() => Find(CgroupControllers.Freezer) is { } freezer && FreezerV1.IsFrozen(freezer);

    public override CgroupStatistics Statistics() => new()
    {
        Memory = Find(CgroupControllers.Memory) is { } memory ? MemoryControllerV1.Read(memory) : new(),
        Cpu = CpuControllerV1.Read(Find(CgroupControllers.Cpu), Find(CgroupControllers.Cpuacct)),
        PidsCurrent = Find(CgroupControllers.Pids) is { } pids ? ControlFile.ReadNumber(pids, "pids.current") : 0,
        PidsLimit = Find(CgroupControllers.Pids) is { } limited ? ControlFile.ReadLimit(limited, "pids.max") : null,
        BlockIo = Find(CgroupControllers.BlockIo) is { } blockIo ? BlockIoControllerV1.Read(blockIo) : [],
    };

    public override ulong OomKills() =>
        Find(CgroupControllers.Memory) is { } memory && memory.TryRead("memory.oom_control", out string content) == Errno.OK
            ? ControlFile.Keyed(content, "oom_kill")
            : 0;

    public override FileDescriptor? OpenOomNotification() =>
        Find(CgroupControllers.Memory) is { } memory ? OomEventV1.Open(memory) : null;

    private protected override bool TryFreeze() => Find(CgroupControllers.Freezer) is { } freezer && FreezerV1.Freeze(freezer);

    private protected override void TryThaw() => Find(CgroupControllers.Freezer)?.TryWrite(FreezerV1.StateFile, FreezerV1.Thawed);

    private protected override void Make(CgroupMember member)
    {
        using CgroupDirectory root = Layout.OpenRoot(member.Hierarchy);
        if ((member.Hierarchy.Controllers & CgroupControllers.Cpuset) == 0)
        {
            member.Make(root, parentMade: null);
            return;
        }

        CpusetControllerV1.Inherit(root, Path[1..], member.Make(root, CpusetControllerV1.PassOn));
    }

    private void ApplyCpu(CpuResources cpu)
    {
        if (CpuControllerV1.Concerns(cpu))
        {
            CpuControllerV1.Apply(Need(CgroupControllers.Cpu, "cpu"), cpu);
        }

        if (cpu.Cpus is { Length: > 0 } cpus)
        {
            Need(CgroupControllers.Cpuset, "cpuset").Write("cpuset.cpus", cpus);
        }

        if (cpu.Mems is { Length: > 0 } mems)
        {
            Need(CgroupControllers.Cpuset, "cpuset").Write("cpuset.mems", mems);
        }
    }

    private void ApplyNetwork(NetworkResources network)
    {
        if (network.ClassId is { } classId and not 0)
        {
            Need(CgroupControllers.NetCls, "net_cls").Write("net_cls.classid", classId.ToString());
        }

        foreach ((string name, uint priority) in network.Priorities)
        {
            Need(CgroupControllers.NetPrio, "net_prio").Write("net_prio.ifpriomap", $"{name} {priority}");
        }
    }

    private CgroupDirectory? Find(CgroupControllers controller)
    {
        foreach (CgroupMember member in Members)
        {
            if ((member.Hierarchy.Controllers & controller) != 0)
            {
                return member.Directory;
            }
        }

        return null;
    }

    private CgroupDirectory? AnyDirectory()
    {
        foreach (CgroupMember member in Members)
        {
            if (member.Directory is { } directory)
            {
                return directory;
            }
        }

        return null;
    }

    private CgroupDirectory Need(CgroupControllers controller, string name)
    {
        bool mounted = false;
        foreach (CgroupMember member in Members)
        {
            mounted |= (member.Hierarchy.Controllers & controller) != 0;
        }

        return !mounted
            ? throw new CgroupException($"the {name} controller is asked for, but no hierarchy with it is mounted")
            : Find(controller) ?? throw new CgroupException($"there is no control group {Path} in the {name} hierarchy");
    }
}
