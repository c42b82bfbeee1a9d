using Engine.Linux;
using static Engine.Linux.Mounts.MountAttribute;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.CommandLine;

/// <summary>
/// Executes this program again so that two things hold for its whole life. Its file cannot be opened for writing through /proc/PID/exe, which a
/// container gets hold of by executing it (CVE-2019-5736): it runs from a read-only mount that is in no namespace, or from a sealed memfd. And
/// signals are blocked in the managed runtime's own thread too, which otherwise takes those that this thread waits for by signalfd(2).
/// </summary>
internal static unsafe class ProtectedSelf
{
    private const int SIG_SETMASK = 2;
    private const ulong SIGCHLD_BIT = 1UL << (17 - 1);

    /// <summary>Signals that say something about this process itself (SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV), and the managed runtime's own.</summary>
    private const ulong NotBlocked = 1UL << 3 | 1UL << 4 | 1UL << 5 | 1UL << 6 | 1UL << 7 | 1UL << 10 | 1UL << 33;

    /// <summary>Returns if all is well, otherwise executes this program again.</summary>
    /// <exception cref="LinuxException">It could not be.</exception>
    public static void Ensure()
    {
        ulong blocked;
        _ = Invoke(SYS_rt_sigprocmask, SIG_SETMASK, 0, (nint)(&blocked), 8);
        fixed (byte* self = "/proc/self/exe"u8)
        {
            var file = Invoke(SYS_openat, AT_FDCWD, (nint)self, O_RDONLY | O_CLOEXEC);
            if (file < 0)
            {
                throw new LinuxException("openat", (Errno)(int)-file, "/proc/self/exe");
            }

            var isProtected = IsReadOnlyMount(file) || IsSealed(file);
            if (isProtected && (blocked & SIGCHLD_BIT) != 0)
            {
                _ = Invoke(SYS_close, file);
                return;
            }

            var program = isProtected ? file : ReadOnlyClone(file);
            ExecuteAgain(program < 0 ? SealedCopy(file) : program);
        }
    }

    private static bool IsReadOnlyMount(nint file)
    {
        // struct statfs: the flags are its eleventh word; ST_RDONLY is 1.
        var status = stackalloc long[16];
        return Invoke(SYS_fstatfs, file, (nint)status) >= 0 && (status[10] & 1) != 0;
    }

    private static bool IsSealed(nint file)
    {
        const int F_GET_SEALS = 1034;
        const int wanted = AllSeals;
        var seals = Invoke(SYS_fcntl, file, F_GET_SEALS);
        return seals >= 0 && (seals & wanted) == wanted;
    }

    private static nint ReadOnlyClone(nint file)
    {
        byte empty = 0;
        var mount = Invoke(SYS_open_tree, file, (nint)(&empty), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH);
        if (mount < 0)
        {
            return mount;
        }

        var attributes = stackalloc ulong[4] { MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV, 0, 0, 0 };
        var result = Invoke(SYS_mount_setattr, mount, (nint)(&empty), AT_EMPTY_PATH, (nint)attributes, 32);
        return result < 0 ? result : mount;
    }

    /// <summary>F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW, F_SEAL_WRITE.</summary>
    private const int AllSeals = 0xF;

    private static nint SealedCopy(nint file)
    {
        const int MFD_CLOEXEC = 1;
        const int MFD_ALLOW_SEALING = 2;
        const int F_ADD_SEALS = 1033;
        fixed (byte* name = "engine-runtime"u8)
        {
            var copy = Invoke(SYS_memfd_create, (nint)name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
            if (copy < 0)
            {
                throw new LinuxException("memfd_create", (Errno)(int)-copy);
            }

            nint sent;
            do
            {
                sent = Invoke(SYS_sendfile, copy, file, 0, 0x7FFF0000);
            }
            while (sent > 0);
            if (sent < 0 || Invoke(SYS_fcntl, copy, F_ADD_SEALS, AllSeals) < 0)
            {
                throw new LinuxException("memfd_create", Errno.EIO, "/proc/self/exe");
            }

            return copy;
        }
    }

    private static void ExecuteAgain(nint program)
    {
        var mask = ~NotBlocked;
        _ = Invoke(SYS_rt_sigprocmask, SIG_SETMASK, (nint)(&mask), 0, 8);
        var arguments = File.ReadAllBytes("/proc/self/cmdline");
        var environment = File.ReadAllBytes("/proc/self/environ");
        fixed (byte* a = arguments, e = environment)
        {
            var argumentList = Split(a, arguments.Length);
            var environmentList = Split(e, environment.Length);
            fixed (nint* argv = argumentList, envp = environmentList)
            {
                byte empty = 0;
                var result = Invoke(SYS_execveat, program, (nint)(&empty), (nint)argv, (nint)envp, AT_EMPTY_PATH);
                throw new LinuxException("execveat", (Errno)(int)-result, "/proc/self/exe");
            }
        }
    }

    /// <summary>Addresses of NUL-terminated texts that follow each other, and a null.</summary>
    private static nint[] Split(byte* data, int length)
    {
        List<nint> list = [];
        for (var at = 0; at < length; at++)
        {
            if (at == 0 || data[at - 1] == 0)
            {
                list.Add((nint)(data + at));
            }
        }

        list.Add(0);
        return [.. list];
    }
}
