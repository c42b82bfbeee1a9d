using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

public sealed class CgroupV2Tests
{
    private const string Group = "/cg/engine/one";
    private readonly FakeCgroupFileSystem _fileSystem = new();

    public CgroupV2Tests()
    {
        _fileSystem.Files["/cg/cgroup.controllers"] = "cpuset cpu io memory hugetlb pids rdma misc\n";
        _fileSystem.Files["/cg/cgroup.subtree_control"] = "memory pids\n";
        _fileSystem.Populate = path =>
        {
            // As in the kernel a child has the controllers that its parent's subtree_control passes on.
            string parent = Path.GetDirectoryName(path)!;
            _fileSystem.Files[path + "/cgroup.controllers"] = "";
            _fileSystem.Files[path + "/cgroup.subtree_control"] = "";
            _fileSystem.Files[path + "/cgroup.procs"] = "";
            if (parent != "/cg")
            {
                return;
            }

            _fileSystem.Files[path + "/cgroup.controllers"] = "cpuset cpu io memory hugetlb pids rdma misc";
        };
    }

    [Fact]
    public void Making_a_group_enables_what_is_missing_on_the_way_and_not_on_the_group()
    {
        Cgroup.Create(Layout(), "/engine/one").Dispose();

        Assert.Equal(
            [
                "/cg/cgroup.subtree_control=+cpu +cpuset +io +hugetlb +rdma +misc",
                "/cg/engine/cgroup.subtree_control=+cpu +cpuset +memory +io +pids +hugetlb +rdma +misc",
            ],
            _fileSystem.Writes);
    }

    [Fact]
    public void A_group_that_has_its_controllers_costs_no_write()
    {
        _fileSystem.Populate = path => _fileSystem.Files[path + "/cgroup.controllers"] = _fileSystem.Files["/cg/cgroup.controllers"];
        Cgroup.Create(Layout(), "/engine/one").Dispose();
        Assert.Empty(_fileSystem.Writes);
    }

    [Fact]
    public void One_refused_controller_does_not_take_the_others_with_it()
    {
        _fileSystem.Refused["/cg/cgroup.subtree_control=+cpu +cpuset +io +hugetlb +rdma +misc"] = Errno.EINVAL;
        _fileSystem.Refused["/cg/cgroup.subtree_control=+cpu"] = Errno.EINVAL;
        Cgroup.Create(Layout(), "/engine/one").Dispose();

        Assert.Equal(
            ["+cpuset", "+io", "+hugetlb", "+rdma", "+misc"],
            _fileSystem.Writes.Where(write => write.StartsWith("/cg/cgroup.", StringComparison.Ordinal)).Select(write => write[(write.IndexOf('=') + 1)..]));
    }

    [Fact]
    public void A_limit_whose_controller_could_not_be_enabled_says_why()
    {
        _fileSystem.Refused["/cg/engine/cgroup.subtree_control"] = Errno.EBUSY;
        using Cgroup cgroup = Cgroup.Create(Layout(), "/engine/one");

        CgroupException error = Assert.Throws<CgroupException>(() => cgroup.Apply(new() { Pids = 7 }));
        Assert.Contains("pids.max", error.Message);
        Assert.Contains("processes of its own", error.Message);
    }

    [Fact]
    public void Memory_and_swap_are_converted()
    {
        using Cgroup cgroup = Create("memory.max", "memory.swap.max", "memory.low");
        cgroup.Apply(new() { Memory = new() { Limit = 100 << 20, Swap = 150 << 20, Reservation = 50 << 20 } });
        Assert.Equal(Writes("memory.swap.max=52428800", "memory.max=104857600", "memory.low=52428800"), _fileSystem.Writes);
    }

    [Theory]
    [InlineData(-1L, 0L, "max")]
    [InlineData(0L, -1L, "max")]
    [InlineData(100L, -1L, "max")]
    [InlineData(100L, 0L, null)]
    [InlineData(100L, 100L, "0")]
    [InlineData(100L, 101L, "1")]
    public void Swap_follows_the_rules_of_the_OCI_runtimes(long limit, long both, string? swap) =>
        Assert.Equal(swap, MemoryControllerV2.SwapValue(limit, both));

    [Theory]
    [InlineData(0L, 100L)]
    [InlineData(-1L, 100L)]
    [InlineData(100L, 99L)]
    public void Swap_that_makes_no_sense_is_refused(long limit, long both) =>
        Assert.Throws<CgroupException>(() => MemoryControllerV2.SwapValue(limit, both));

    [Fact]
    public void No_swap_is_fine_without_swap_accounting_but_some_swap_is_not()
    {
        using Cgroup cgroup = Create("memory.max");
        cgroup.Apply(new() { Memory = new() { Limit = 100, Swap = 100 } });
        Assert.Equal(Writes("memory.max=100"), _fileSystem.Writes);
        _fileSystem.Files[Group + "/cgroup.controllers"] = "memory";
        LinuxException error = Assert.Throws<LinuxException>(() => cgroup.Apply(new() { Memory = new() { Limit = 100, Swap = 150 } }));
        Assert.Contains("memory.swap.max", error.Message);
    }

    [Fact]
    public void A_checked_limit_below_use_is_refused_before_it_kills()
    {
        using Cgroup cgroup = Create("memory.max", "memory.current");
        _fileSystem.Files[Group + "/memory.current"] = "200\n";
        Assert.Throws<CgroupException>(() => cgroup.Apply(new() { Memory = new() { Limit = 100, CheckBeforeUpdate = true } }));
        Assert.Empty(_fileSystem.Writes);
    }

    [Theory]
    [InlineData(1UL, 1UL)]
    [InlineData(2UL, 1UL)]
    [InlineData(1024UL, 100UL)]
    [InlineData(262144UL, 10000UL)]
    [InlineData(1UL << 40, 10000UL)]
    public void Shares_become_weight_through_the_usual_points(ulong shares, ulong weight) => Assert.Equal(weight, CpuControllerV2.Weight(shares));

    [Fact]
    public void Weight_rises_with_shares()
    {
        for (ulong shares = 2; shares < 262_144; shares += 97)
        {
            Assert.InRange(CpuControllerV2.Weight(shares + 97), CpuControllerV2.Weight(shares), 10_000UL);
        }
    }

    [Fact]
    public void Processor_limits_go_to_their_files()
    {
        using Cgroup cgroup = Create("cpu.weight", "cpu.max", "cpu.max.burst", "cpuset.cpus", "cpuset.mems", "cpu.idle");
        cgroup.Apply(new() { Cpu = new() { Shares = 1024, Quota = 50_000, Burst = 10_000, Idle = 1, Cpus = "0-1", Mems = "0" } });
        Assert.Equal(
            Writes("cpu.weight=100", "cpu.max.burst=10000", "cpu.max=50000 100000", "cpu.idle=1", "cpuset.cpus=0-1", "cpuset.mems=0"),
            _fileSystem.Writes);
    }

    [Fact]
    public void A_burst_above_the_old_quota_is_written_after_the_new_one()
    {
        using Cgroup cgroup = Create("cpu.max", "cpu.max.burst");
        _fileSystem.Refused[Group + "/cpu.max.burst"] = Errno.EINVAL;
        LinuxException error = Assert.Throws<LinuxException>(() => cgroup.Apply(new() { Cpu = new() { Quota = 50_000, Burst = 40_000 } }));
        Assert.Equal(Writes("cpu.max=50000 100000"), _fileSystem.Writes);
        Assert.Equal(Errno.EINVAL, error.Errno);
        Assert.Contains("\"40000\"", error.Message);
    }

    [Fact]
    public void Period_alone_leaves_the_quota_unlimited()
    {
        using Cgroup cgroup = Create("cpu.max");
        cgroup.Apply(new() { Cpu = new() { Period = 20_000 } });
        Assert.Equal(Writes("cpu.max=max 20000"), _fileSystem.Writes);
    }

    [Fact]
    public void Input_and_output_limits_are_converted()
    {
        using Cgroup cgroup = Create("io.weight", "io.max");
        cgroup.Apply(new()
        {
            BlockIo = new()
            {
                Weight = 1000,
                WeightDevices = [new(8, 0, 10, null)],
                ReadBytesPerSecond = [new(8, 0, 1 << 20)],
                WritesPerSecond = [new(8, 16, 0)],
            },
        });
        Assert.Equal(
            Writes("io.weight=default 10000", "io.weight=8:0 1", "io.max=8:0 rbps=1048576", "io.max=8:16 wiops=max"), _fileSystem.Writes);
    }

    [Fact]
    public void BFQs_weight_is_taken_as_it_is()
    {
        using Cgroup cgroup = Create("io.weight", "io.bfq.weight");
        cgroup.Apply(new() { BlockIo = new() { Weight = 500, WeightDevices = [new(8, 0, 100, null)] } });
        Assert.Equal(Writes("io.bfq.weight=500", "io.bfq.weight=8:0 100"), _fileSystem.Writes);
    }

    [Fact]
    public void The_rest_goes_to_its_files()
    {
        using Cgroup cgroup = Create("pids.max", "hugetlb.2MB.max", "hugetlb.2MB.rsvd.max", "rdma.max", "memory.high");
        cgroup.Apply(new()
        {
            Pids = -1,
            HugepageLimits = [new("2MB", 4 << 20)],
            Rdma = [new("mlx5_1", 3, null)],
            Unified = new Dictionary<string, string> { ["memory.high"] = "1000000" },
        });
        Assert.Equal(
            Writes("pids.max=max", "hugetlb.2MB.max=4194304", "hugetlb.2MB.rsvd.max=4194304", "rdma.max=mlx5_1 hca_handle=3", "memory.high=1000000"),
            _fileSystem.Writes);
    }

    [Theory]
    [InlineData("../other/memory.max")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("")]
    public void Unified_names_cannot_leave_the_group(string name)
    {
        using Cgroup cgroup = Create("memory.max");
        _fileSystem.Files["/cg/engine/other/memory.max"] = "";
        Assert.Throws<CgroupException>(() => cgroup.Apply(new() { Unified = new Dictionary<string, string> { [name] = "1" } }));
        Assert.Empty(_fileSystem.Writes);
    }

    [Fact]
    public void Nothing_set_writes_nothing()
    {
        using Cgroup cgroup = Create("memory.max", "cpu.max", "pids.max", "io.max");
        cgroup.Apply(new() { Memory = new() { Limit = 0, Swap = 0 }, Cpu = new() { Shares = 0, Quota = 0 }, Pids = 0, BlockIo = new() { Weight = 0 } });
        Assert.Empty(_fileSystem.Writes);
    }

    [Fact]
    public void What_version_2_does_not_have_is_refused()
    {
        using Cgroup cgroup = Create();
        Assert.Throws<CgroupException>(() => cgroup.Apply(new() { Network = new() { ClassId = 5 } }));
        Assert.Throws<CgroupException>(() => cgroup.Apply(new() { Cpu = new() { RealtimeRuntime = 5 } }));
    }

    [Fact]
    public void Freezing_waits_for_the_event()
    {
        using Cgroup cgroup = Create("cgroup.freeze");
        _fileSystem.Files[Group + "/cgroup.events"] = "populated 1\nfrozen 1\n";
        cgroup.Freeze();
        Assert.True(cgroup.IsFrozen());
        cgroup.Thaw();
        Assert.False(cgroup.IsFrozen());
        Assert.Equal(Writes("cgroup.freeze=1", "cgroup.freeze=0"), _fileSystem.Writes);
    }

    [Fact]
    public void Statistics_are_read()
    {
        using Cgroup cgroup = Create();
        _fileSystem.Files[Group + "/memory.current"] = "4096\n";
        _fileSystem.Files[Group + "/memory.max"] = "max\n";
        _fileSystem.Files[Group + "/memory.stat"] = "anon 1000\ninactive_file 24\n";
        _fileSystem.Files[Group + "/memory.events"] = "low 0\nhigh 0\nmax 3\noom 1\noom_kill 2\n";
        _fileSystem.Files[Group + "/cpu.stat"] = "usage_usec 7\nuser_usec 5\nsystem_usec 2\nnr_periods 9\nnr_throttled 4\nthrottled_usec 6\n";
        _fileSystem.Files[Group + "/pids.current"] = "3\n";
        _fileSystem.Files[Group + "/pids.max"] = "10\n";
        _fileSystem.Files[Group + "/io.stat"] = "8:0 rbytes=512 wbytes=1024 rios=1 wios=2 dbytes=0 dios=0\n";

        CgroupStatistics statistics = cgroup.Statistics();

        Assert.Equal((4096UL, (ulong?)null, 24UL, 3UL), (statistics.Memory.Usage, statistics.Memory.Limit, statistics.Memory.InactiveFile, statistics.Memory.FailCount));
        Assert.Equal((7000UL, 5000UL, 2000UL, 6000UL), (statistics.Cpu.Usage, statistics.Cpu.User, statistics.Cpu.System, statistics.Cpu.ThrottledTime));
        Assert.Equal((3UL, 10UL), (statistics.PidsCurrent, statistics.PidsLimit));
        Assert.Equal([new(8, 0, "read", 512, 1), new(8, 0, "write", 1024, 2)], statistics.BlockIo);
        Assert.Equal(2UL, cgroup.OomKills());
    }

    [Fact]
    public void Processes_are_listed_with_those_of_child_groups()
    {
        using Cgroup cgroup = Create();
        _fileSystem.Files[Group + "/cgroup.procs"] = "12\n0\n13\n";
        _fileSystem.Directories.Add(Group + "/inner");
        _fileSystem.Files[Group + "/inner/cgroup.procs"] = "14\n";
        Assert.Equal([12, 13, 14], cgroup.Processes());
    }

    [Fact]
    public void Deleting_goes_deepest_first_and_waits_for_a_busy_group()
    {
        using Cgroup cgroup = Create();
        _fileSystem.Directories.Add(Group + "/a");
        _fileSystem.Directories.Add(Group + "/a/b");
        _fileSystem.Busy[Group + "/a/b"] = 3;
        cgroup.Delete();
        Assert.Equal([Group + "/a/b", Group + "/a", Group], _fileSystem.Removed);
        Assert.False(cgroup.Exists);
        cgroup.Delete();
    }

    private static string[] Writes(params string[] writes) => [.. writes.Select(write => $"{Group}/{write}")];

    private CgroupLayout Layout() => _fileSystem.Layout(new CgroupHierarchy(CgroupVersion.V2, "/cg", CgroupControllers.None));

    private Cgroup Create(params string[] files)
    {
        Cgroup cgroup = Cgroup.Create(Layout(), "/engine/one");
        foreach (string file in files)
        {
            _fileSystem.Files[$"{Group}/{file}"] = "";
        }

        _fileSystem.Writes.Clear();
        return cgroup;
    }
}
