using System.Runtime.InteropServices;
using Engine.Linux.Capabilities;
using Engine.Linux.Seccomp;

namespace Engine.Linux.Tests.Seccomp;

/// <summary>
/// Filters on the running kernel. Each is installed on a thread of its own, which then ends: without TSYNC a filter is the calling thread's.
/// </summary>
public sealed unsafe partial class InstallableFilterTests
{
    private const int PR_SET_NO_NEW_PRIVS = 38;
    private const int EL2HLT = 51;
    private const nint Who = 0x123456;

    [Fact]
    public void A_filter_acts_on_the_arguments_that_it_names()
    {
        SeccompProfile profile = new()
        {
            DefaultAction = SeccompAction.Allow,
            Rules =
            [
                new()
                {
                    Names = ["getpriority"],
                    Action = SeccompAction.Errno,
                    Errno = EL2HLT,
                    Arguments = [new(0, SeccompOperator.EQ, 2), new(1, SeccompOperator.GE, (ulong)Who)],
                },
            ],
        };
        int[] errnos = OnFilteredThread(profile, _ => [Call("getpriority", 2, Who), Call("getpriority", 2, 0), Call("getpriority", 0, 0)]);
        Assert.Equal([EL2HLT, 0, 0], errnos);
    }

    [Fact]
    public void A_filter_that_notifies_returns_its_listener()
    {
        SeccompProfile profile = new()
        {
            DefaultAction = SeccompAction.Allow,
            Rules = [new() { Names = ["getpriority"], Action = SeccompAction.Notify, Arguments = [new(1, SeccompOperator.EQ, (ulong)Who)] }],
        };
        int[] errnos = OnFilteredThread(profile, listener =>
        {
            Assert.NotNull(listener);
            Assert.False(listener.IsInvalid);

            // Without a listener the call has nobody to answer it.
            listener.Dispose();
            return [Call("getpriority", 2, Who)];
        });
        Assert.Equal([(int)Errno.ENOSYS], errnos);
    }

    [Fact]
    public void The_default_profile_keeps_root_from_what_it_should()
    {
        int[] errnos = OnFilteredThread(DefaultProfile.For(CapabilitySet.None, SeccompName.Native), _ =>
        [
            Call("mount"), Call("unshare", 0), Call("bpf", 99), Call("keyctl", 99), Call("io_uring_setup"), Call("socket", 38, 5), Call("socket", 40, 1),
            Call("socket", unchecked((nint)0x1_0000_0026), 5), Call("clone3"), Call("getpriority"),
        ]);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 38, 0], errnos);
    }

    [Fact]
    public void The_memory_is_a_sock_fprog()
    {
        SeccompProgram program = SeccompCompiler.Compile(new() { DefaultAction = SeccompAction.Allow });
        using InstallableFilter filter = new(program);
        Assert.Equal(program.Instructions.Length, *(ushort*)filter.Pointer);
        SockFilter* instructions = *(SockFilter**)(filter.Pointer + 8);
        Assert.Equal(program.Instructions.ToArray(), new ReadOnlySpan<SockFilter>(instructions, program.Instructions.Length).ToArray());
        Assert.Equal(8, sizeof(SockFilter));
    }

    private static int[] OnFilteredThread(SeccompProfile profile, Func<FileDescriptor?, int[]> calls)
    {
        using InstallableFilter filter = new(SeccompCompiler.Compile(profile));
        int[] errnos = [];
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                Assert.Equal(0, prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
                using FileDescriptor? listener = filter.Install();
                errnos = calls(listener);
            }
            catch (Exception caught)
            {
                failure = caught;
            }
        });
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
        return failure is null ? errnos : throw new InvalidOperationException("the filtered thread failed", failure);
    }

    private static int Call(string name, nint first = 0, nint second = 0)
    {
        nint result = syscall(SyscallTable.Number(name, SeccompName.Native), first, second, 0, 0, 0, 0);
        return result < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nuint arg2, nuint arg3, nuint arg4, nuint arg5);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);
}
