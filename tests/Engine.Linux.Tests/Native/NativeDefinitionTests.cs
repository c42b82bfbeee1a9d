using System.Diagnostics;
using System.Text;
using Engine.Linux.Bpf;
using Engine.Linux.Capabilities;
using Engine.Linux.Cgroups;
using Engine.Linux.Seccomp;

namespace Engine.Linux.Tests.Native;

/// <summary>Has the C compiler check our constants and sizes against the kernel's own headers.</summary>
public sealed unsafe partial class NativeDefinitionTests
{
    private const string Compiler = "/usr/bin/cc";

    [Fact]
    public void They_are_those_of_the_C_headers()
    {
        if (!File.Exists(Compiler) || !File.Exists("/usr/include/linux/seccomp.h"))
        {
            Assert.Skip("the C compiler or the kernel's headers (linux-libc-dev) are not installed");
        }

        StringBuilder source = new();
        foreach (string header in new[] { "linux/audit.h", "linux/bpf.h", "linux/capability.h", "linux/filter.h", "linux/magic.h", "linux/seccomp.h", "stddef.h", "sys/syscall.h", "sys/vfs.h" })
        {
            source.AppendLine($"#include <{header}>");
        }

        foreach (Capability capability in Enum.GetValues<Capability>())
        {
            Same(CapabilityName.Format(capability), (int)capability);
        }

        Same("CAP_LAST_CAP", CapabilityName.Count - 1);
        Same("SECCOMP_FILTER_FLAG_TSYNC", (long)SeccompFlags.TSYNC);
        Same("SECCOMP_FILTER_FLAG_LOG", (long)SeccompFlags.LOG);
        Same("SECCOMP_FILTER_FLAG_SPEC_ALLOW", (long)SeccompFlags.SPEC_ALLOW);
        Same("SECCOMP_FILTER_FLAG_NEW_LISTENER", (long)SeccompFlags.NEW_LISTENER);
        Same("SECCOMP_FILTER_FLAG_TSYNC_ESRCH", (long)SeccompFlags.TSYNC_ESRCH);
        Same("SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV", (long)SeccompFlags.WAIT_KILLABLE_RECV);
        Same("SECCOMP_SET_MODE_FILTER", InstallableFilter.SECCOMP_SET_MODE_FILTER);
        Same("SYS_seccomp", InstallableFilter.SYS_seccomp);
        Same("SECCOMP_RET_KILL_PROCESS", SeccompAnswer.Of(SeccompAction.KillProcess, null));
        Same("SECCOMP_RET_KILL_THREAD", SeccompAnswer.Of(SeccompAction.KillThread, null));
        Same("SECCOMP_RET_TRAP", SeccompAnswer.Of(SeccompAction.Trap, null));
        Same("(SECCOMP_RET_ERRNO | 7)", SeccompAnswer.Of(SeccompAction.Errno, 7));
        Same("(SECCOMP_RET_TRACE | 7)", SeccompAnswer.Of(SeccompAction.Trace, 7));
        Same("SECCOMP_RET_USER_NOTIF", SeccompAnswer.Of(SeccompAction.Notify, null));
        Same("SECCOMP_RET_LOG", SeccompAnswer.Of(SeccompAction.Log, null));
        Same("SECCOMP_RET_ALLOW", SeccompAnswer.Of(SeccompAction.Allow, null));
        Same("BPF_MAXINSNS", FilterBuilder.MostInstructions);
        Same("sizeof(struct sock_filter)", sizeof(SockFilter));
        Same("offsetof(struct sock_fprog, filter)", sizeof(nint));
        Same("offsetof(struct seccomp_data, nr)", SeccompData.Number);
        Same("offsetof(struct seccomp_data, arch)", SeccompData.Architecture);
        Same("offsetof(struct seccomp_data, args)", SeccompData.ArgumentLow(0));
        Same("sizeof(struct bpf_insn)", sizeof(BpfInstruction));
        Same("BPF_DEVCG_ACC_MKNOD", (long)DeviceAccess.MakeNode);
        Same("BPF_DEVCG_ACC_READ", (long)DeviceAccess.Read);
        Same("BPF_DEVCG_ACC_WRITE", (long)DeviceAccess.Write);
        Same("BPF_DEVCG_DEV_BLOCK", 1);
        Same("BPF_DEVCG_DEV_CHAR", 2);
        Same("BPF_PROG_TYPE_CGROUP_DEVICE", 15);
        Same("BPF_CGROUP_DEVICE", 6);
        Same("BPF_PROG_LOAD", 5);
        Same("BPF_PROG_ATTACH", 8);
        Same("BPF_PROG_DETACH", 9);
        Same("BPF_PROG_GET_FD_BY_ID", 13);
        Same("BPF_PROG_QUERY", 16);
        Same("offsetof(union bpf_attr, replace_bpf_fd)", 16);
        Same("offsetof(union bpf_attr, query.prog_ids)", 16);
        Same("offsetof(union bpf_attr, query.prog_cnt)", 24);
        Same("offsetof(union bpf_attr, log_buf)", 32);
        Same("CGROUP_SUPER_MAGIC", FileSystemType.CGROUP_SUPER_MAGIC);
        Same("CGROUP2_SUPER_MAGIC", FileSystemType.CGROUP2_SUPER_MAGIC);
        Same("sizeof(struct statfs)", 120);
        Same("offsetof(struct statfs, f_type)", 0);

        (int exitCode, string errors) = Compile(source.ToString());
        Assert.True(exitCode == 0, errors);

        void Same(string native, long ours) => source.AppendLine($"_Static_assert((unsigned long)({native}) == {ours}UL, \"{native.Replace('"', ' ')}\");");
    }

    private static (int ExitCode, string Errors) Compile(string source)
    {
        ProcessStartInfo start = new(Compiler, ["-fsyntax-only", "-x", "c", "-"]) { RedirectStandardInput = true, RedirectStandardError = true };
        using Process compiler = Process.Start(start)!;
        compiler.StandardInput.Write(source);
        compiler.StandardInput.Close();
        string errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return (compiler.ExitCode, errors);
    }
}
