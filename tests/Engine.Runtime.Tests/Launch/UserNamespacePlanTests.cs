using Engine.Linux.Namespaces;
using Engine.Linux.Syscalls;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;
using static Engine.Runtime.Tests.Launch.SamplePlan;

namespace Engine.Runtime.Tests.Launch;

public sealed class UserNamespacePlanTests
{
    private static readonly LinuxIdMapping[] Ids = [new() { HostID = 1000, Size = 1 }];

    [Fact]
    public void With_a_joined_user_namespace_new_ones_are_made_inside_it()
    {
        var plan = Compile(With(new() { Type = "user", Path = "/u" }, new() { Type = "pid" }, new() { Type = "network" }, new() { Type = "ipc", Path = "/i" }));
        Assert.Equal(0ul, plan.CloneFlags);
        var foreign = Last(plan, s => s.Description == "join the ipc namespace /i");
        var user = Last(plan, s => s.Description == "join the user namespace /u");
        var made = Last(plan, s => s.Number == SystemCallNumber.SYS_unshare);
        Assert.Equal((long)(CloneFlag.CLONE_NEWNS | CloneFlag.CLONE_NEWPID | CloneFlag.CLONE_NEWNET), plan.Child[made].Arguments[0].Value);
        Assert.True(foreign < user && user < made && made < Last(plan, s => s.Code == OperationCode.BeReborn));
    }

    [Fact]
    public void In_a_new_user_namespace_root_makes_the_ipc_namespace()
    {
        var spec = With(new() { Type = "user" }, new() { Type = "ipc" });
        var plan = Compile(spec with { Linux = spec.Linux! with { UidMappings = Ids, GidMappings = Ids } });
        Assert.Equal(CloneFlag.CLONE_NEWUSER | CloneFlag.CLONE_NEWNS, plan.CloneFlags);
        var root = Last(plan, s => s.Description == "become root of the user namespace");
        Assert.True(root < Last(plan, s => s.Number == SystemCallNumber.SYS_unshare && s.Arguments[0].Value == (long)CloneFlag.CLONE_NEWIPC));
        Assert.DoesNotContain(plan.Child, s => s.Code == OperationCode.BeReborn);
    }

    [Fact]
    public void An_exec_joins_everything_before_the_container_can_see_it()
    {
        const ulong all = CloneFlag.CLONE_NEWPID | CloneFlag.CLONE_NEWNS | CloneFlag.CLONE_NEWNET;
        var plan = ExecCompiler.Compile(Spec().Process!, Spec(), Options, all);
        Assert.Empty(plan.Duties.JoinBeforeClone);
        Assert.Equal(OperationCode.CloseOthers, plan.Child[0].Code);
        var joined = Last(plan, s => s.Number == SystemCallNumber.SYS_setns);
        Assert.Equal((long)all, plan.Child[joined].Arguments[1].Value);
        Assert.True(joined < Last(plan, s => s.Code == OperationCode.BeReborn));
    }

    [Fact]
    public void An_exec_in_the_pid_namespace_of_the_runtime_needs_no_second_process() =>
        Assert.DoesNotContain(ExecCompiler.Compile(Spec().Process!, Spec(), Options, CloneFlag.CLONE_NEWNS).Child, s => s.Code == OperationCode.BeReborn);

    [Fact]
    public void Limits_are_set_by_the_parent_while_the_process_is_root()
    {
        var spec = Spec();
        spec = spec with { Process = spec.Process! with { Rlimits = [new() { Type = "RLIMIT_NOFILE", Soft = 10, Hard = 20 }] } };
        var plan = Compile(spec);
        Assert.Equal([new ResourceLimit(7, 10, 20)], plan.Duties.Limits);
        var asked = Last(plan, s => s.Description == "ask for resource limits (RLIMIT_NOFILE 10:20)");
        Assert.Equal(OperationCode.Wait, plan.Child[asked + 1].Code);
        Assert.True(asked < Last(plan, s => s.Number == SystemCallNumber.SYS_setresuid));
    }

    private static RuntimeSpec With(params LinuxNamespace[] namespaces) =>
        Spec() with { Linux = new LinuxSpec { Namespaces = [new() { Type = "mount" }, .. namespaces] } };
}
