using System.Diagnostics;
using Engine.Linux.Capabilities;
using Engine.Linux.Seccomp;

namespace Engine.Linux.Tests.Seccomp;

public sealed class DefaultProfileTests
{
    private const uint Allow = 0x7fff_0000;
    private const uint NotPermitted = 0x0005_0000 | 1;
    private const uint NoSuchCall = 0x0005_0000 | 38;

    private static readonly CapabilitySet Usual = CapabilitySet.Of(
        Capability.CAP_CHOWN, Capability.CAP_DAC_OVERRIDE, Capability.CAP_FSETID, Capability.CAP_FOWNER, Capability.CAP_MKNOD, Capability.CAP_NET_RAW,
        Capability.CAP_SETGID, Capability.CAP_SETUID, Capability.CAP_SETFCAP, Capability.CAP_SETPCAP, Capability.CAP_NET_BIND_SERVICE,
        Capability.CAP_SYS_CHROOT, Capability.CAP_KILL, Capability.CAP_AUDIT_WRITE);

    [Theory]
    [InlineData("read")]
    [InlineData("execve")]
    [InlineData("ptrace")]
    [InlineData("chroot")]
    [InlineData("arch_prctl")]
    [InlineData("landlock_create_ruleset")]
    [InlineData("futex_wait")]
    public void What_programs_need_is_allowed(string name) => Assert.Equal(Allow, Run(Usual, name));

    [Theory]
    [Trait("CVE", "2022-0185, 2021-22555, 2022-34918, 2024-1086, 2022-0492, 2016-0728")]
    [InlineData("mount")]
    [InlineData("umount2")]
    [InlineData("unshare")]
    [InlineData("setns")]
    [InlineData("bpf")]
    [InlineData("keyctl")]
    [InlineData("add_key")]
    [InlineData("request_key")]
    [InlineData("io_uring_setup")]
    [InlineData("io_uring_enter")]
    [InlineData("io_uring_register")]
    [InlineData("kexec_load")]
    [InlineData("init_module")]
    [InlineData("open_by_handle_at")]
    [InlineData("perf_event_open")]
    [InlineData("userfaultfd")]
    [InlineData("fsopen")]
    [InlineData("open_tree")]
    [InlineData("move_mount")]
    [InlineData("reboot")]
    [InlineData("settimeofday")]
    [InlineData("swapon")]
    [InlineData("pivot_root")]
    [InlineData("syslog")]
    [InlineData("process_madvise")]
    [InlineData("quotactl")]
    public void What_reaches_deep_into_the_kernel_is_not(string name) => Assert.Equal(NotPermitted, Run(Usual, name));

    [Theory]
    [Trait("CVE", "2026-31431")]
    [InlineData(1UL, Allow)]
    [InlineData(2UL, Allow)]
    [InlineData(10UL, Allow)]
    [InlineData(16UL, Allow)]
    [InlineData(37UL, Allow)]
    [InlineData(38UL, NotPermitted)]
    [InlineData(39UL, Allow)]
    [InlineData(40UL, NotPermitted)]
    [InlineData(41UL, Allow)]
    [InlineData(45UL, Allow)]
    [InlineData(0x1_0000_0026UL, NotPermitted)]
    [InlineData(0x1_0000_0028UL, NotPermitted)]
    [InlineData(0xffff_ffff_0000_0026UL, NotPermitted)]
    public void Sockets_of_AF_ALG_and_AF_VSOCK_are_denied_however_the_register_is_filled(ulong family, uint answer) =>
        Assert.Equal(answer, Run(CapabilitySet.Named, "socket", family));

    [Fact]
    public void Namespaces_cannot_be_made_without_CAP_SYS_ADMIN()
    {
        Assert.Equal(Allow, Run(Usual, "clone", 0x0100_0011));
        foreach (ulong flag in new ulong[] { 0x20000, 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000 })
        {
            Assert.Equal(NotPermitted, Run(Usual, "clone", flag | 0x11));
            Assert.Equal(Allow, Run(Usual.With(Capability.CAP_SYS_ADMIN), "clone", flag | 0x11));
        }

        Assert.Equal(NoSuchCall, Run(Usual, "clone3"));
        Assert.Equal(Allow, Run(Usual.With(Capability.CAP_SYS_ADMIN), "clone3"));
    }

    [Theory]
    [InlineData(0UL, Allow)]
    [InlineData(8UL, Allow)]
    [InlineData(0x20000UL, Allow)]
    [InlineData(0x20008UL, Allow)]
    [InlineData(0xffff_ffffUL, Allow)]
    [InlineData(0x0040000UL, NotPermitted)]
    [InlineData(0xffff_ffff_ffff_ffffUL, NotPermitted)]
    public void Only_harmless_personalities_are_allowed(ulong personality, uint answer) => Assert.Equal(answer, Run(Usual, "personality", personality));

    [Theory]
    [InlineData(Capability.CAP_SYS_ADMIN, "mount")]
    [InlineData(Capability.CAP_SYS_ADMIN, "setns")]
    [InlineData(Capability.CAP_SYS_MODULE, "init_module")]
    [InlineData(Capability.CAP_SYS_TIME, "settimeofday")]
    [InlineData(Capability.CAP_DAC_READ_SEARCH, "open_by_handle_at")]
    [InlineData(Capability.CAP_BPF, "bpf")]
    [InlineData(Capability.CAP_PERFMON, "perf_event_open")]
    [InlineData(Capability.CAP_SYS_PTRACE, "pidfd_getfd")]
    [InlineData(Capability.CAP_SYSLOG, "syslog")]
    [InlineData(Capability.CAP_SYS_NICE, "mbind")]
    [InlineData(Capability.CAP_SYS_CHROOT, "chroot")]
    public void A_capability_allows_its_calls_and_no_other_does(Capability capability, string name)
    {
        Assert.Equal(Allow, Run(CapabilitySet.Of(capability), name));
        Assert.Equal(NotPermitted, Run(CapabilitySet.None, name));
    }

    [Fact]
    public void Every_name_is_a_system_call_somewhere()
    {
        // These are of machines that there is no table for.
        string[] elsewhere = ["riscv_hwprobe"];
        foreach (SeccompArchitecture native in new[] { SeccompArchitecture.X86_64, SeccompArchitecture.Aarch64 })
        {
            Assert.All(
                DefaultProfile.For(CapabilitySet.Named, native).Rules.SelectMany(rule => rule.Names).Except(elsewhere),
                name => Assert.True(SyscallTable.IndexOf(name) >= 0, name));
        }
    }

    [Fact]
    public void What_is_newer_than_the_profile_does_not_exist()
    {
        SeccompProgram program = SeccompCompiler.Compile(DefaultProfile.For(Usual, SeccompArchitecture.X86_64), SeccompArchitecture.X86_64);
        Assert.Equal(NoSuchCall, FilterInterpreter.Run(program.Instructions, 0xc000_003e, 600));
        Assert.Equal(NoSuchCall, FilterInterpreter.Run(program.Instructions, 0x4000_0003, 600));
        Assert.Equal(NoSuchCall, FilterInterpreter.Run(program.Instructions, 0xc000_003e, 0x4000_0000 + 600));
        Assert.Equal(0u, FilterInterpreter.Run(program.Instructions, 0xc000_00b7, 0));
    }

    [Fact]
    public void Both_machines_get_it_with_their_32_bit_programs()
    {
        SeccompProgram program = SeccompCompiler.Compile(DefaultProfile.For(Usual, SeccompArchitecture.Aarch64), SeccompArchitecture.Aarch64);
        Assert.Equal(Allow, FilterInterpreter.Run(program.Instructions, 0xc000_00b7, 63));
        Assert.Equal(NotPermitted, FilterInterpreter.Run(program.Instructions, 0xc000_00b7, 40));
        Assert.Equal(Allow, FilterInterpreter.Run(program.Instructions, 0x4000_0028, 0xf0002));
        Assert.Equal(NotPermitted, FilterInterpreter.Run(program.Instructions, 0x4000_0028, 21));
    }

    [Fact]
    public void Compiling_it_is_fast_and_the_filter_is_short()
    {
        SeccompProfile profile = DefaultProfile.For(Usual, SeccompArchitecture.X86_64);
        double best = double.MaxValue;
        SeccompProgram program = SeccompCompiler.Compile(profile, SeccompArchitecture.X86_64);
        for (int round = 0; round < 500; round++)
        {
            long start = Stopwatch.GetTimestamp();
            program = SeccompCompiler.Compile(profile, SeccompArchitecture.X86_64);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{best:F0} µs, {program.Instructions.Length} instructions");
        Assert.True(best < 1000, $"{best:F0} µs");
        Assert.InRange(program.Instructions.Length, 100, 1000);
    }

    private static uint Run(CapabilitySet capabilities, string name, params ulong[] arguments) =>
        FilterInterpreter.Run(
            SeccompCompiler.Compile(DefaultProfile.For(capabilities, SeccompArchitecture.X86_64), SeccompArchitecture.X86_64).Instructions,
            0xc000_003e,
            (uint)SyscallTable.Number(name, SeccompArchitecture.X86_64),
            arguments);
}
