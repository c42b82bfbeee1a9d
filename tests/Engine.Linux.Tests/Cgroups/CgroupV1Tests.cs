using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>What is written on version 1, by order, also for controllers that few kernels have.</summary>
public sealed class CgroupV1Tests
{
    private readonly FakeCgroupFileSystem _fileSystem = new();

    [Fact]
    public void A_new_cpuset_inherits_from_the_nearest_group_above_and_passes_on()
    {
        _fileSystem.Populate = path =>
        {
            _fileSystem.Files[path + "/cpuset.cpus"] = "";
            _fileSystem.Files[path + "/cpuset.mems"] = "";
            _fileSystem.Files[path + "/cgroup.clone_children"] = "0";
        };
        _fileSystem.Files["/cpuset/cpuset.cpus"] = "0-3\n";
        _fileSystem.Files["/cpuset/cpuset.mems"] = "0\n";
        Cgroup.Create(Layout("cpuset", CgroupControllers.Cpuset), "/a/b").Dispose();
        Assert.Equal(
            [
                "/cpuset/a/cgroup.clone_children=1",
                "/cpuset/a/cpuset.cpus=0-3",
                "/cpuset/a/b/cpuset.cpus=0-3",
                "/cpuset/a/cpuset.mems=0",
                "/cpuset/a/b/cpuset.mems=0",
            ],
            _fileSystem.Writes);
    }

    [Fact]
    public void A_cpuset_that_the_kernel_filled_is_left_alone()
    {
        _fileSystem.Populate = path =>
        {
            _fileSystem.Files[path + "/cpuset.cpus"] = "0-1\n";
            _fileSystem.Files[path + "/cpuset.mems"] = "0\n";
        };
        _fileSystem.Directories.Add("/cpuset/a");
        Cgroup.Create(Layout("cpuset", CgroupControllers.Cpuset), "/a/b").Dispose();
        Assert.Empty(_fileSystem.Writes);
    }

    [Theory]
    [InlineData("blkio.weight", "blkio.")]
    [InlineData("blkio.bfq.weight", "blkio.bfq.")]
    public void Weights_go_to_the_scheduler_that_is_there(string present, string prefix)
    {
        using Cgroup cgroup = Create("blkio", CgroupControllers.BlockIo, present, prefix + "weight_device", "blkio.leaf_weight", "blkio.leaf_weight_device");
        cgroup.Apply(new() { BlockIo = new() { Weight = 300, LeafWeight = 200, WeightDevices = [new(8, 0, 100, 50)] } });
        Assert.Equal(
            [
                $"/blkio/one/{prefix}weight=300", "/blkio/one/blkio.leaf_weight=200", $"/blkio/one/{prefix}weight_device=8:0 100",
                "/blkio/one/blkio.leaf_weight_device=8:0 50",
            ],
            _fileSystem.Writes);
    }

    [Fact]
    public void Rates_go_to_their_files()
    {
        string[] files = ["read_bps", "write_bps", "read_iops", "write_iops"];
        using Cgroup cgroup = Create("blkio", CgroupControllers.BlockIo, [.. files.Select(file => $"blkio.throttle.{file}_device")]);
        cgroup.Apply(new()
        {
            BlockIo = new()
            {
                ReadBytesPerSecond = [new(8, 0, 1)],
                WriteBytesPerSecond = [new(8, 0, 2)],
                ReadsPerSecond = [new(8, 0, 3)],
                WritesPerSecond = [new(8, 0, 4)],
            },
        });
        Assert.Equal(files.Select((file, index) => $"/blkio/one/blkio.throttle.{file}_device=8:0 {index + 1}"), _fileSystem.Writes);
    }

    [Fact]
    public void Network_marks_go_to_their_files()
    {
        using Cgroup cgroup = Create("net", CgroupControllers.NetCls | CgroupControllers.NetPrio, "net_cls.classid", "net_prio.ifpriomap");
        cgroup.Apply(new() { Network = new() { ClassId = 0x10001, Priorities = [new("eth0", 5), new("eth1", 6)] } });
        Assert.Equal(["/net/one/net_cls.classid=65537", "/net/one/net_prio.ifpriomap=eth0 5", "/net/one/net_prio.ifpriomap=eth1 6"], _fileSystem.Writes);
    }

    [Fact]
    public void Huge_pages_are_limited_with_reservations_where_the_kernel_has_them()
    {
        using Cgroup cgroup = Create("hugetlb", CgroupControllers.Hugetlb, "hugetlb.2MB.limit_in_bytes", "hugetlb.1GB.limit_in_bytes", "hugetlb.1GB.rsvd.limit_in_bytes");
        cgroup.Apply(new() { HugepageLimits = [new("2MB", 1), new("1GB", 2)] });
        Assert.Equal(
            ["/hugetlb/one/hugetlb.2MB.limit_in_bytes=1", "/hugetlb/one/hugetlb.1GB.limit_in_bytes=2", "/hugetlb/one/hugetlb.1GB.rsvd.limit_in_bytes=2"],
            _fileSystem.Writes);
        Assert.Throws<CgroupException>(() => cgroup.Apply(new() { HugepageLimits = [new("../x/2MB", 1)] }));
    }

    [Fact]
    public void Device_rules_for_both_kinds_are_two_and_the_rest_is_denied_first()
    {
        using Cgroup cgroup = Create("devices", CgroupControllers.Devices, "devices.allow", "devices.deny");
        cgroup.Apply(new() { Devices = [new(true, DeviceType.All, 5, null, DeviceAccess.Read | DeviceAccess.MakeNode)] });
        Assert.Equal(["/devices/one/devices.deny=a", "/devices/one/devices.allow=b 5:* rm", "/devices/one/devices.allow=c 5:* rm"], _fileSystem.Writes);
    }

    [Fact]
    public void A_limit_without_its_controller_is_refused()
    {
        using Cgroup cgroup = Create("pids", CgroupControllers.Pids, "pids.max");
        CgroupException error = Assert.Throws<CgroupException>(() => cgroup.Apply(new() { Memory = new() { Limit = 1 } }));
        Assert.Contains("memory", error.Message);
    }

    [Fact]
    public void A_freeze_that_hangs_is_started_over()
    {
        using Cgroup cgroup = Create("freezer", CgroupControllers.Freezer, "freezer.state");
        _fileSystem.AfterWrite["/freezer/one/freezer.state"] = (value, count) => value == "FROZEN" && count < 60 ? "FREEZING\n" : value;
        cgroup.Freeze();
        Assert.True(cgroup.IsFrozen());
        Assert.Contains("/freezer/one/freezer.state=THAWED", _fileSystem.Writes);
    }

    [Fact]
    public void A_freeze_that_never_ends_is_given_up_and_undone()
    {
        using Cgroup cgroup = Create("freezer", CgroupControllers.Freezer, "freezer.state");
        _fileSystem.AfterWrite["/freezer/one/freezer.state"] = (value, _) => value == "FROZEN" ? "FREEZING\n" : value;
        Assert.Throws<CgroupException>(cgroup.Freeze);
        Assert.False(cgroup.IsFrozen());
    }

    private CgroupLayout Layout(string name, CgroupControllers controllers) =>
        _fileSystem.Layout(new CgroupHierarchy(CgroupVersion.V1, "/" + name, controllers));

    private Cgroup Create(string name, CgroupControllers controllers, params string[] files)
    {
        Cgroup cgroup = Cgroup.Create(Layout(name, controllers), "/one");
        foreach (string file in files)
        {
            _fileSystem.Files[$"/{name}/one/{file}"] = "";
        }

        return cgroup;
    }
}
