using Engine.Linux.Mounts;
using Engine.Linux.Namespaces;
using Engine.Linux.Syscalls;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;
using static Engine.Runtime.Tests.Launch.SamplePlan;

namespace Engine.Runtime.Tests.Launch;

public sealed class LaunchCompilerTests
{
    [Fact]
    public void The_program_is_executed_last()
    {
        var plan = Compile(Spec());
        Assert.Equal(OperationCode.Execute, plan.Child[^1].Code);
        Assert.Equal("exec /bin/true", plan.Child[^1].Description);
    }

    [Fact]
    public void Namespaces_without_a_path_are_made_by_clone_except_cgroup_and_time()
    {
        var plan = Compile(Spec("pid", "network", "cgroup", "time"));
        Assert.Equal(CloneFlag.CLONE_NEWNS | CloneFlag.CLONE_NEWPID | CloneFlag.CLONE_NEWNET, plan.CloneFlags);
        Assert.Contains(plan.Child, s => s.Number == SystemCallNumber.SYS_unshare && s.Arguments[0].Value == (long)CloneFlag.CLONE_NEWCGROUP);
        Assert.Contains(plan.Child, s => s.Number == SystemCallNumber.SYS_unshare && s.Arguments[0].Value == (long)CloneFlag.CLONE_NEWTIME);
    }

    [Fact]
    public void The_cgroup_namespace_is_made_after_the_cgroup_is_joined()
    {
        var plan = LaunchCompiler.Compile(Spec("cgroup"), Options with { CgroupJoins = 2 });
        var joined = Last(plan, s => s.Description == "join the cgroup");
        var made = Last(plan, s => s.Description == "make a cgroup namespace");
        Assert.True(joined < made);
    }

    [Fact]
    public void A_pid_namespace_with_a_path_is_joined_by_the_parent_and_others_by_the_child()
    {
        var spec = Spec() with { Linux = new LinuxSpec { Namespaces = [new() { Type = "mount" }, new() { Type = "pid", Path = "/p" }, new() { Type = "network", Path = "/n" }] } };
        var plan = Compile(spec);
        Assert.Equal(["pid"], plan.Duties.JoinBeforeClone.Select(j => j.Name));
        Assert.Contains(plan.Child, s => s.Description == "join the net namespace /n");
    }

    [Fact]
    public void With_a_new_user_namespace_the_parent_joins_the_others_too()
    {
        var spec = Spec() with
        {
            Linux = new LinuxSpec
            {
                Namespaces = [new() { Type = "mount" }, new() { Type = "user" }, new() { Type = "network", Path = "/n" }],
                UidMappings = [new() { HostID = 1000, Size = 1 }],
                GidMappings = [new() { HostID = 1000, Size = 1 }],
            },
        };
        Assert.Equal(["net"], Compile(spec).Duties.JoinBeforeClone.Select(j => j.Name));
    }

    [Fact]
    public void Procfs_is_only_mounted_on_an_ordinary_directory()
    {
        var spec = Spec() with { Mounts = [new() { Destination = "/proc", Type = "proc", Source = "proc" }] };
        var target = Compile(spec).Child.First(s => s.Code == OperationCode.MakeTarget && s.Description == "mount proc at /proc");
        Assert.Equal((long)TargetKind.OrdinaryDirectory, target.Arguments[2].Value);
    }

    [Fact]
    public void A_bind_mount_is_cloned_by_the_parent_and_does_not_propagate_to_the_host()
    {
        var spec = Spec() with { Mounts = [new() { Destination = "/data", Type = "bind", Source = "src", Options = ["rbind", "ro"] }] };
        var plan = Compile(spec);
        Assert.Contains("/bundle/src", plan.Prepare[0].Arguments[1].ToString(), StringComparison.Ordinal);
        Assert.Contains(plan.Prepare, s => s.Code == OperationCode.SetAttributes && s.Arguments[2].Value == (long)MountAttribute.MOUNT_ATTR_RDONLY);
        Assert.Contains(plan.Prepare, s => s.Code == OperationCode.SetAttributes && s.Arguments[4].Value == (long)MountFlag.MS_SLAVE);
    }

    [Fact]
    public void A_shared_bind_mount_stays_in_its_peer_group()
    {
        var spec = Spec() with { Mounts = [new() { Destination = "/data", Type = "bind", Source = "/src", Options = ["rbind", "rshared"] }] };
        Assert.DoesNotContain(Compile(spec).Prepare, s => s.Code == OperationCode.SetAttributes && s.Arguments[4].Value == (long)MountFlag.MS_SLAVE);
    }

    [Fact]
    public void The_null_device_is_verified_before_it_masks_anything()
    {
        var spec = Spec();
        spec = spec with { Linux = spec.Linux! with { MaskedPaths = ["/proc/kcore"] } };
        var plan = Compile(spec);
        Assert.True(Last(plan, s => s.Code == OperationCode.RequireDevice) < Last(plan, s => s.Code == OperationCode.Mask));
    }

    [Fact]
    public void A_documents_supplementary_groups_are_taken_as_they_are()
    {
        var spec = Spec();
        spec = spec with { Process = spec.Process! with { User = new ProcessUser { Uid = 7, Gid = 8, AdditionalGids = [9, 8] } } };
        var step = Compile(spec).Child.Single(s => s.Number == SystemCallNumber.SYS_setgroups && s.Code == OperationCode.Call);
        Assert.Equal(2, step.Arguments[0].Value);
        Assert.Equal([9, 0, 0, 0, 8, 0, 0, 0], step.Arguments[1].Content);
    }

    [Fact]
    public void The_working_directory_is_verified_after_the_user_was_changed()
    {
        var plan = Compile(Spec());
        Assert.True(Last(plan, s => s.Number == SystemCallNumber.SYS_setresuid) < Last(plan, s => s.Code == OperationCode.RequireWorkingDirectory));
    }

    [Fact]
    public void The_filter_is_loaded_last_with_no_new_privs_and_before_capabilities_are_dropped_without()
    {
        var options = Options with { Filter = new CompiledFilter(new byte[8], 0) };
        var spec = Spec();
        var late = LaunchCompiler.Compile(spec with { Process = spec.Process! with { NoNewPrivileges = true } }, options);
        var early = LaunchCompiler.Compile(spec, options);
        Assert.True(Last(late, s => s.Code == OperationCode.LoadFilter) > Last(late, s => s.Code == OperationCode.Wait));
        Assert.True(Last(early, s => s.Code == OperationCode.LoadFilter) < Last(early, s => s.Number == SystemCallNumber.SYS_capset));
    }

    [Theory]
    [InlineData("net.ipv4.ip_forward", "network", "sys/net/ipv4/ip_forward")]
    [InlineData("net/ipv4/conf/eth0.1/forwarding", "network", "sys/net/ipv4/conf/eth0.1/forwarding")]
    [InlineData("kernel.shmmax", "ipc", "sys/kernel/shmmax")]
    public void A_sysctl_is_written_through_the_private_procfs(string name, string needed, string path)
    {
        var spec = Spec(needed);
        spec = spec with { Linux = spec.Linux! with { Sysctl = new Dictionary<string, string> { [name] = "1" } } };
        var step = Compile(spec).Child.Single(s => s.Code == OperationCode.WriteFile);
        Assert.Equal(Slot.Procfs.Index, step.Arguments[0].Value);
        Assert.Equal($"\"{path}\"", step.Arguments[1].ToString());
        Assert.NotEqual(0L, step.Arguments[4].Value & (long)Syscall.RESOLVE_NO_SYMLINKS);
    }

    [Theory]
    [InlineData("net.ipv4.ip_forward")]
    [InlineData("kernel.core_pattern")]
    [InlineData("kernel.hostname")]
    [InlineData("net..ipv4")]
    [InlineData("net.ipv4/../../kernel.core_pattern")]
    public void A_sysctl_of_the_host_is_refused(string name)
    {
        var spec = Spec();
        spec = spec with { Linux = spec.Linux! with { Sysctl = new Dictionary<string, string> { [name] = "1" } } };
        Assert.Throws<LaunchException>(() => Compile(spec));
    }

    [Fact]
    public void What_cannot_be_granted_of_capabilities_is_left_out()
    {
        var spec = Spec();
        string[] all = ["CAP_CHOWN", "CAP_SYS_ADMIN", "CAP_OF_TOMORROW"];
        spec = spec with { Process = spec.Process! with { Capabilities = new LinuxCapabilities { Bounding = all, Effective = all, Permitted = all } } };
        var plan = LaunchCompiler.Compile(spec, Options with { AvailableCapabilities = 1 });
        var capset = plan.Child.Single(s => s.Number == SystemCallNumber.SYS_capset && s.Code == OperationCode.Call);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], capset.Arguments[1].Content![..12]);
    }

    [Fact]
    public void The_plan_can_be_printed()
    {
        var text = Compile(Spec()).Print();
        Assert.Contains("pivot_root(\".\", \".\")", text, StringComparison.Ordinal);
        Assert.Contains("exec: \"/bin/true\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_with_a_NUL_character_is_refused()
    {
        var spec = Spec() with { Mounts = [new() { Destination = "/a\0b", Type = "tmpfs" }] };
        Assert.Throws<LaunchException>(() => Compile(spec));
    }
}
