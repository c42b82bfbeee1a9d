using Engine.Linux.Cgroups;

namespace Engine.Linux.Tests.Cgroups;

public sealed class UsualMountsTests
{
    private const string Membership = "9:name=systemd:/x\n4:cpu,cpuacct:/a:b\n3:memory:/\n0::/x\n";

    [Fact]
    public void Hierarchies_are_found_by_their_names()
    {
        List<CgroupHierarchy>? found = UsualMounts.Find(
            Membership, "/cg", path => path == "/cg/unified" ? FileSystemType.CGROUP2_SUPER_MAGIC : FileSystemType.CGROUP_SUPER_MAGIC);
        Assert.Equal(
            [
                new(CgroupVersion.V1, "/cg/systemd", CgroupControllers.None, "systemd"),
                new(CgroupVersion.V1, "/cg/cpu,cpuacct", CgroupControllers.Cpu | CgroupControllers.Cpuacct),
                new(CgroupVersion.V1, "/cg/memory", CgroupControllers.Memory),
                new(CgroupVersion.V2, "/cg/unified", CgroupControllers.None),
            ],
            found);
    }

    [Fact]
    public void One_that_is_elsewhere_leaves_it_to_the_table_of_mounts() =>
        Assert.Null(UsualMounts.Find(Membership, "/cg", path => path == "/cg/memory" ? 0x1021994 : FileSystemType.CGROUP_SUPER_MAGIC));

    [Theory]
    [InlineData("")]
    [InlineData("garbage\n1:memory\n")]
    public void Nothing_understood_is_left_to_it_too(string membership) => Assert.Null(UsualMounts.Find(membership, "/cg", _ => 0));

    [Fact]
    public void On_this_machine_both_ways_find_the_same()
    {
        HashSet<CgroupHierarchy> byTable = [.. CgroupMountTable.Parse(File.ReadAllText("/proc/self/mountinfo"))];
        Assert.Equal(byTable, [.. CgroupLayout.Detect().Hierarchies]);
    }
}
