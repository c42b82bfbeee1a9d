using System.Diagnostics;
using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>
/// Version 2 on the running kernel: its core (freezer, kill, device programs, events) is there also where version 1 has the controllers.
/// </summary>
public sealed class CgroupV2RealTests
{
    [Fact]
    public void A_group_comes_and_goes_with_processes_in_it()
    {
        using RealCgroup real = CreateOrSkip();
        Assert.True(real.Group.UnifiedDirectory >= 0);
        Process process = real.Start("sleep 1000");
        Assert.Contains(process.Id, real.Group.Processes());
        Assert.Equal(Errno.EBUSY, Assert.Throws<LinuxException>(real.Group.Delete).Errno);
        real.Group.KillAll();
        process.WaitForExit();
        real.Group.Delete();
        Assert.False(real.Group.Exists);
    }

    [Fact]
    public void Many_processes_are_frozen_when_Freeze_returns()
    {
        using RealCgroup real = CreateOrSkip();
        real.Start("for i in 1 2 3 4 5 6 7 8; do (while :; do :; done) & done; wait");
        Assert.True(SpinWait.SpinUntil(() => real.Group.Processes().Count >= 9, TimeSpan.FromSeconds(20)));
        string events = real.Group.Layout.Hierarchies[0].MountPoint + real.Group.Path + "/cgroup.events";
        for (int round = 0; round < 10; round++)
        {
            real.Group.Freeze();
            Assert.Contains("frozen 1", File.ReadAllText(events));
            Assert.True(real.Group.IsFrozen());
            real.Group.Thaw();
            Assert.False(real.Group.IsFrozen());
        }
    }

    [Fact]
    public void Killing_reaches_frozen_processes()
    {
        using RealCgroup real = CreateOrSkip();
        Process process = real.Start("sleep 1000");
        real.Group.Freeze();
        real.Group.KillAll();
        Assert.True(process.WaitForExit(20_000));
    }

    [Fact]
    public void Device_rules_hold_for_processes()
    {
        using RealCgroup real = CreateOrSkip();
        real.Group.Apply(new() { Devices = DeviceRules.NullAndReadOnlyZero });
        Process process = real.Start(DeviceRules.Probe);
        Assert.Equal(DeviceRules.Expected, process.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void Event_files_wake_their_watcher()
    {
        // memory.events needs the memory controller; cgroup.events is told in the same way.
        using RealCgroup real = CreateOrSkip();
        using FileDescriptor watch = FileModified.Watch(real.Group.Layout.Hierarchies[0].MountPoint + real.Group.Path + "/cgroup.events");
        Assert.False(Readable.Wait(watch.Number, 0));
        real.Start("sleep 1000");
        Assert.True(Readable.Wait(watch.Number, 20_000));
    }

    private static RealCgroup CreateOrSkip()
    {
        CgroupHierarchy? unified = CgroupLayout.Detect().Hierarchies.FirstOrDefault(hierarchy => hierarchy.Version == CgroupVersion.V2);
        if (unified is null)
        {
            Assert.Skip("the unified hierarchy is not mounted");
        }

        return RealCgroup.CreateOrSkip(new CgroupLayout([unified]));
    }
}
