using System.Text;
using Engine.Linux.SecurityModules;
using Engine.Linux.Syscalls;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;
using static Engine.Runtime.Tests.Launch.SamplePlan;

namespace Engine.Runtime.Tests.Launch;

public sealed class SecurityLabelTests
{
    [Theory]
    [InlineData("thread-self/attr/apparmor/exec", "exec strict", SecurityModule.AppArmor)]
    [InlineData("thread-self/attr/exec", "system_u:system_r:t:s0", SecurityModule.SeLinux)]
    public void A_label_is_written_through_the_private_procfs_before_the_user_changes(string file, string content, SecurityModule module)
    {
        var process = module == SecurityModule.AppArmor
            ? Spec().Process! with { ApparmorProfile = "strict" }
            : Spec().Process! with { SelinuxLabel = content };
        var options = Options with { SecurityModules = module };
        foreach (var plan in new[] { LaunchCompiler.Compile(Spec() with { Process = process }, options), ExecCompiler.Compile(process, Spec(), options, 0) })
        {
            Assert.True(plan.Duties.NeedsProcfs);
            var written = Last(plan, s => s.Code == OperationCode.WriteFile);
            var step = plan.Child[written];
            Assert.Equal((Slot.Procfs.Index, $"\"{file}\"", content), ((int)step.Arguments[0].Value, step.Arguments[1].ToString(), Encoding.UTF8.GetString(step.Arguments[2].Content!)));
            Assert.NotEqual(0L, step.Arguments[4].Value & (long)Syscall.RESOLVE_NO_XDEV);
            Assert.True(written < Last(plan, s => s.Number == SystemCallNumber.SYS_setresuid));
        }
    }

    [Fact]
    public void A_profile_without_AppArmor_is_refused_by_name()
    {
        var error = Assert.Throws<LaunchException>(() => Compile(With(p => p with { ApparmorProfile = "strict" })));
        Assert.Contains("\"strict\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("AppArmor is disabled or not supported", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unconfined_is_what_a_process_is_without_AppArmor() => Compile(With(p => p with { ApparmorProfile = "unconfined" }));

    [Fact]
    public void A_label_without_SELinux_is_refused()
    {
        Assert.Throws<LaunchException>(() => Compile(With(p => p with { SelinuxLabel = "system_u:system_r:t:s0" })));
        Assert.Throws<LaunchException>(() => Compile(Spec() with { Linux = Spec().Linux! with { MountLabel = "system_u:object_r:t:s0" } }));
    }

    [Fact]
    public void Mounts_get_their_label_but_not_the_kernels_own_file_systems()
    {
        var spec = Spec() with
        {
            Linux = Spec().Linux! with { MountLabel = "system_u:object_r:t:s0" },
            Mounts = [new() { Destination = "/proc", Type = "proc", Source = "proc" }, new() { Destination = "/tmp", Type = "tmpfs", Source = "tmpfs" }],
        };
        var plan = LaunchCompiler.Compile(spec, Options with { SecurityModules = SecurityModule.SeLinux });
        var labelled = plan.Child.Where(s => s.Arguments.Any(a => a.ToString() == "\"context\"")).ToList();
        Assert.Equal(["mount tmpfs at /tmp with the SELinux label system_u:object_r:t:s0"], labelled.Select(s => s.Description));
    }

    [Fact]
    public void What_is_not_supported_is_named()
    {
        var linux = Spec().Linux!;
        Assert.Contains("eth5", Refusal(linux with { NetDevices = new Dictionary<string, LinuxNetDevice> { ["eth5"] = new() } }), StringComparison.Ordinal);
        Assert.Contains("intelRdt", Refusal(linux with { IntelRdt = new LinuxIntelRdt() }), StringComparison.Ordinal);
    }

    private static string Refusal(LinuxSpec linux) => Assert.Throws<LaunchException>(() => Compile(Spec() with { Linux = linux })).Message;

    private static RuntimeSpec With(Func<ProcessSpec, ProcessSpec> change) => Spec() with { Process = change(Spec().Process!) };
}
