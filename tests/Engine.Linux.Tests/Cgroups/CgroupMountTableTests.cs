using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

public sealed class CgroupMountTableTests
{
    private const string Hybrid = """
        23 1 0:21 / /sys rw,nosuid - sysfs sysfs rw
        31 23 0:28 / /sys/fs/cgroup ro,nosuid shared:9 - tmpfs tmpfs rw,mode=755
        32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:10 master:3 - cgroup cgroup rw,cpu,cpuacct
        33 31 0:30 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        34 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,xattr,name=systemd
        35 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw,nsdelegate
        46 45 0:30 / /srv/chroot/sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        47 45 0:38 / /srv/chroot/sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """;

    [Fact]
    public void Hybrid_hierarchies_are_found_once_each()
    {
        CgroupLayout layout = new(CgroupMountTable.Parse(Hybrid));

        Assert.Equal(CgroupVersion.V1, layout.Version);
        Assert.Equal(
            [
                new(CgroupVersion.V1, "/sys/fs/cgroup/cpu,cpuacct", CgroupControllers.Cpu | CgroupControllers.Cpuacct),
                new(CgroupVersion.V1, "/sys/fs/cgroup/memory", CgroupControllers.Memory),
                new(CgroupVersion.V1, "/sys/fs/cgroup/systemd", CgroupControllers.None, "systemd"),
                new(CgroupVersion.V2, "/sys/fs/cgroup/unified", CgroupControllers.None),
            ],
            layout.Hierarchies);
    }

    [Fact]
    public void Version_2_alone_is_version_2()
    {
        CgroupLayout layout = new(CgroupMountTable.Parse("30 23 0:26 / /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw"));
        Assert.Equal(CgroupVersion.V2, layout.Version);
    }

    [Fact]
    public void Version_2_with_only_a_named_hierarchy_beside_it_is_version_2()
    {
        CgroupLayout layout = new(CgroupMountTable.Parse(
            "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n31 23 0:27 / /run/systemd-v1 rw - cgroup cgroup rw,name=systemd"));
        Assert.Equal(CgroupVersion.V2, layout.Version);
    }

    [Fact]
    public void Escaped_mount_points_are_read() =>
        Assert.Equal("/a b\\c", Assert.Single(CgroupMountTable.Parse("1 1 0:1 / /a\\040b\\134c rw - cgroup2 x rw")).MountPoint);

    [Fact]
    public void Other_mounts_and_broken_lines_are_passed_over() =>
        Assert.Empty(CgroupMountTable.Parse("1 1 0:1 / /x rw - tmpfs cgroup rw\ngarbage\n\n1 2 - cgroupx a b"));
}
