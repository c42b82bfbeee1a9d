using System.Diagnostics;
using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>Version 1 limits on the running kernel.</summary>
public sealed class CgroupV1RealTests
{
    [Fact]
    public void Every_limit_reaches_its_file()
    {
        using RealCgroup real = CreateOrSkip();
        real.Group.Apply(new()
        {
            Memory = new() { Limit = 64 << 20, Swap = 96 << 20, Reservation = 32 << 20, Swappiness = 7, KernelTcp = 1 << 20, UseHierarchy = true },
            Cpu = new() { Shares = 512, Quota = 50_000, Period = 25_000, Burst = 10_000, Cpus = "0", Mems = "0" },
            Pids = 33,
        });

        Assert.Equal((64 << 20).ToString(), real.FileOf("memory", "memory.limit_in_bytes"));
        Assert.Equal((96 << 20).ToString(), real.FileOf("memory", "memory.memsw.limit_in_bytes"));
        Assert.Equal((32 << 20).ToString(), real.FileOf("memory", "memory.soft_limit_in_bytes"));
        Assert.Equal((1 << 20).ToString(), real.FileOf("memory", "memory.kmem.tcp.limit_in_bytes"));
        Assert.Equal("7", real.FileOf("memory", "memory.swappiness"));
        Assert.Equal("512", real.FileOf("cpu", "cpu.shares"));
        Assert.Equal("50000", real.FileOf("cpu", "cpu.cfs_quota_us"));
        Assert.Equal("25000", real.FileOf("cpu", "cpu.cfs_period_us"));
        Assert.Equal("10000", real.FileOf("cpu", "cpu.cfs_burst_us"));
        Assert.Equal("0", real.FileOf("cpuset", "cpuset.cpus"));
        Assert.Equal("33", real.FileOf("pids", "pids.max"));
    }

    [Fact]
    public void Limits_grow_and_shrink_in_the_order_that_the_kernel_takes()
    {
        using RealCgroup real = CreateOrSkip();
        foreach ((long limit, long both) in new (long, long)[] { (64, 128), (256, 256), (32, 32), (128, -1), (16, 64), (-1, 0), (8, 8) })
        {
            real.Group.Apply(new() { Memory = new() { Limit = limit > 0 ? limit << 20 : limit, Swap = both > 0 ? both << 20 : both } });
            Assert.Equal(limit > 0 ? (ulong)limit << 20 : null, real.Group.Statistics().Memory.Limit);
        }
    }

    [Fact]
    public void Idle_and_shares_come_together_and_go_again()
    {
        using RealCgroup real = CreateOrSkip();
        real.Group.Apply(new() { Cpu = new() { Shares = 100, Idle = 1 } });
        Assert.Equal("1", real.FileOf("cpu", "cpu.idle"));
        real.Group.Apply(new() { Cpu = new() { Shares = 200, Idle = 0 } });
        Assert.Equal(("0", "200"), (real.FileOf("cpu", "cpu.idle"), real.FileOf("cpu", "cpu.shares")));
    }

    [Fact]
    public void Period_and_quota_change_whatever_the_old_values_were()
    {
        using RealCgroup real = CreateOrSkip();
        foreach ((long quota, ulong period, ulong burst) in new (long, ulong, ulong)[] { (1000, 100_000, 500), (200_000, 1000, 100_000), (1000, 1_000_000, 0) })
        {
            real.Group.Apply(new() { Cpu = new() { Quota = quota, Period = period, Burst = burst } });
            Assert.Equal(quota.ToString(), real.FileOf("cpu", "cpu.cfs_quota_us"));
            Assert.Equal(burst.ToString(), real.FileOf("cpu", "cpu.cfs_burst_us"));
        }
    }

    [Fact]
    public void A_value_that_the_kernel_refuses_is_named_with_file_and_errno()
    {
        using RealCgroup real = CreateOrSkip();
        LinuxException error = Assert.Throws<LinuxException>(() => real.Group.Apply(new() { Cpu = new() { Cpus = "4000" } }));
        Assert.Contains("cpuset.cpus", error.Message);
        Assert.Contains("\"4000\"", error.Message);
        Assert.NotEqual(Errno.OK, error.Errno);
    }

    [Fact]
    public void Files_of_version_2_are_refused()
    {
        using RealCgroup real = CreateOrSkip();
        Assert.Throws<CgroupException>(() => real.Group.Apply(new() { Unified = new Dictionary<string, string> { ["memory.high"] = "1" } }));
    }

    [Fact]
    public void Device_rules_hold_for_processes()
    {
        using RealCgroup real = CreateOrSkip();
        real.Group.Apply(new() { Devices = DeviceRules.NullAndReadOnlyZero });

        Assert.Equal("c 1:3 rwm\nc 1:5 r", real.FileOf("devices", "devices.list"));
        Process process = real.Start(DeviceRules.Probe);
        Assert.Equal(DeviceRules.Expected, process.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void A_rule_for_everything_makes_those_before_it_moot()
    {
        using RealCgroup real = CreateOrSkip();
        real.Group.Apply(new()
        {
            Devices =
            [
                new(false, DeviceType.All, null, null, DeviceAccess.All),
                new(true, DeviceType.Char, 1, 3, DeviceAccess.All),
                new(true, DeviceType.All, null, null, DeviceAccess.All),
            ],
        });
        Assert.Equal("a *:* rwm", real.FileOf("devices", "devices.list"));
    }

    private static RealCgroup CreateOrSkip()
    {
        if (CgroupLayout.Detect().Version != CgroupVersion.V1)
        {
            Assert.Skip("this machine's controllers are on cgroup version 2");
        }

        return RealCgroup.CreateOrSkip();
    }
}
