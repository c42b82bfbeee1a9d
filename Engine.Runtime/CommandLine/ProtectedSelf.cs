using System.Runtime;
using System.Runtime.InteropServices;
using static Engine.Linux.Mounts.MountAttribute;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.CommandLine;

/// <summary>
/// Executes this program again so that two things hold for its whole life. Its file cannot be opened for writing through /proc/PID/exe, which a
/// container gets hold of by executing it (CVE-2019-5736): it runs from a read-only mount that is in no namespace, or from a sealed memfd. And
/// signals are blocked in the managed runtime's own thread too, which otherwise takes those that the main thread waits for by signalfd(2).
/// </summary>
/// <remarks>
/// The linker puts <see cref="Enter"/> before the managed runtime's main() (<c>--wrap=main</c>), so that only the second execution pays for that
/// runtime's start. Nothing here may allocate, throw, or touch a static field: there is no managed runtime yet.
/// </remarks>
internal static unsafe partial class ProtectedSelf
{
    private const int SIG_SETMASK = 2;
    private const ulong SIGCHLD_BIT = 1UL << (17 - 1);

    /// <summary>Signals that say something about this process itself (SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV), and the managed runtime's own.</summary>
    private const ulong NotBlocked = 1UL << 3 | 1UL << 4 | 1UL << 5 | 1UL << 6 | 1UL << 7 | 1UL << 10 | 1UL << 33;

    /// <summary>The program's main(3): that of the managed runtime if all is well, otherwise this program once more.</summary>
    [RuntimeExport("__wrap_main")]
    private static int Enter(int count, byte** arguments, byte** environment)
    {
        if (!EntersContainers(count, arguments))
        {
            return ManagedMain(count, arguments, environment);
        }

        ulong blocked;
        _ = Invoke(SYS_rt_sigprocmask, SIG_SETMASK, 0, (nint)(&blocked), 8);
        fixed (byte* self = "/proc/self/exe"u8)
        {
            var file = Invoke(SYS_openat, AT_FDCWD, (nint)self, O_RDONLY | O_CLOEXEC);
            if (file < 0)
            {
                return Fail(-file);
            }

            var isProtected = IsReadOnlyMount(file) || IsSealed(file);
            if (isProtected && (blocked & SIGCHLD_BIT) != 0)
            {
                _ = Invoke(SYS_close, file);
                return ManagedMain(count, arguments, environment);
            }

            var program = isProtected ? file : ReadOnlyClone(file);
            program = program < 0 ? SealedCopy(file) : program;
            return Fail(program < 0 ? -program : ExecuteAgain(program, arguments, environment));
        }
    }

    [LibraryImport("libc", EntryPoint = "__real_main")]
    [SuppressGCTransition]
    private static partial int ManagedMain(int count, byte** arguments, byte** environment);

    private static bool EntersContainers(int count, byte** arguments)
    {
        for (var i = 1; i < count; i++)
        {
            var argument = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(arguments[i]);
            if (argument.SequenceEqual("create"u8) || argument.SequenceEqual("run"u8) || argument.SequenceEqual("exec"u8) || argument.SequenceEqual("monitor"u8))
            {
                return true;
            }
        }

        return false;
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
                return copy;
            }

            nint sent;
            do
            {
                sent = Invoke(SYS_sendfile, copy, file, 0, 0x7FFF0000);
            }
            while (sent > 0);
            var sealing = sent < 0 ? sent : Invoke(SYS_fcntl, copy, F_ADD_SEALS, AllSeals);
            return sealing < 0 ? sealing : copy;
        }
    }

    /// <returns>The error number, if it returns.</returns>
    private static nint ExecuteAgain(nint program, byte** arguments, byte** environment)
    {
        var mask = ~NotBlocked;
        _ = Invoke(SYS_rt_sigprocmask, SIG_SETMASK, (nint)(&mask), 0, 8);
        byte empty = 0;
        return -Invoke(SYS_execveat, program, (nint)(&empty), (nint)arguments, (nint)environment, AT_EMPTY_PATH);
    }

    /// <summary>Says on standard error that the program could not be protected, with the error number.</summary>
    private static int Fail(nint error)
    {
        var text = "engine-runtime cannot protect its own program from being overwritten by containers: errno "u8;
        fixed (byte* start = text)
        {
            _ = Invoke(SYS_write, 2, (nint)start, text.Length);
        }

        var digits = stackalloc byte[4] { (byte)('0' + (error / 100 % 10)), (byte)('0' + (error / 10 % 10)), (byte)('0' + (error % 10)), (byte)'\n' };
        _ = Invoke(SYS_write, 2, (nint)digits, 4);
        return 1;
    }
}
