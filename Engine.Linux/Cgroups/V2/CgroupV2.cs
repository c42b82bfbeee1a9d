using Engine.Linux.Bpf;

namespace Engine.Linux.Cgroups;

/// <summary>A group on the unified hierarchy (kernel's cgroup-v2.rst).</summary>
internal sealed class CgroupV2(CgroupLayout layout, string path) : Cgroup(layout, path)
{
    private protected override CgroupDirectory? ProcessDirectory => Unified;

    private CgroupDirectory Group =>
        Unified ?? throw new LinuxException("openat", Errno.ENOENT, Layout.Hierarchies[0].MountPoint + Path);

    public override void Apply(CgroupResources resources)
    {
        ControllerFilesV2 files = new(Group);
        if (resources.Memory is { } memory)
        {
            MemoryControllerV2.Apply(files, memory);
        }

        if (resources.Cpu is { } cpu)
        {
            CpuControllerV2.Apply(files, cpu);
        }

        if (resources.Pids is { } pids and not 0)
        {
            files.Write("pids.max", pids < 0 ? "max" : pids.ToString());
        }

        if (resources.BlockIo is { } blockIo)
        {
            IoControllerV2.Apply(files, blockIo);
        }

        if (resources.HugepageLimits.Count > 0)
        {
            HugetlbController.Apply(Group, resources.HugepageLimits, "max");
        }

        if (resources.Network is { } network && (network.ClassId is not (null or 0) || network.Priorities.Count > 0))
        {
            throw new CgroupException("network class and priorities are asked for, which cgroup version 2 does not have");
        }

        if (resources.Rdma.Count > 0)
        {
            RdmaController.Apply(Group, resources.Rdma);
        }

        if (resources.Devices is { } devices)
        {
            CgroupDeviceFilter.Apply(Group.Number, devices);
        }

        foreach ((string file, string value) in resources.Unified ?? new Dictionary<string, string>())
        {
            WriteUnified(files, file, value);
        }
    }

    public override void Freeze()
    {
        if (!FreezerV2.Freeze(Group))
        {
            FreezerV2.Thaw(Group);
            throw new CgroupException($"{Group.Path}: the processes did not freeze in time");
        }
    }

    public override void Thaw() => FreezerV2.Thaw(Group);

    public override bool IsFrozen() => Unified is { } group && ControlFile.ReadNumber(group, FreezerV2.File) == 1;

    public override CgroupStatistics Statistics() => new()
    {
        Memory = MemoryControllerV2.Read(Group),
        Cpu = CpuControllerV2.Read(Group),
        PidsCurrent = ControlFile.ReadNumber(Group, "pids.current"),
        PidsLimit = ControlFile.ReadLimit(Group, "pids.max"),
        BlockIo = IoControllerV2.Read(Group),
    };

    public override ulong OomKills() =>
        Unified is { } group && group.TryRead(MemoryControllerV2.EventsFile, out string events) == Errno.OK
            ? ControlFile.Keyed(events, "oom_kill")
            : 0;

    public override FileDescriptor? OpenOomNotification() =>
        Unified is { } group && group.Has(MemoryControllerV2.EventsFile)
            ? FileModified.Watch($"{group.Path}/{MemoryControllerV2.EventsFile}")
            : null;

    private protected override bool TryFreeze() => Unified is { } group && FreezerV2.Freeze(group);

    private protected override void TryThaw() => Unified?.TryWrite(FreezerV2.File, "0");

    private protected override void Make(CgroupMember member)
    {
        using CgroupDirectory root = Layout.OpenRoot(member.Hierarchy);
        CgroupDirectory group = member.Make(root, parentMade: null);
        ControllerDelegationV2.Enable(root, Path[1..], group);
    }

    private static void WriteUnified(ControllerFilesV2 files, string file, string value)
    {
        if (!CgroupPath.IsSingleName(file))
        {
            throw new CgroupException($"unified resource \"{file}\" is not the name of a control file");
        }

        // Several settings may stand in one value, a line each; the kernel takes one a write.
        foreach (string line in value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            files.Write(file, line);
        }
    }
}
