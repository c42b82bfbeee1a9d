using Engine.Linux;
using Engine.Runtime.Launch;
using static Engine.Linux.Namespaces.CloneFlag;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Containers;

/// <summary>Tells in which namespaces another process is that this one is not in.</summary>
internal static unsafe class NamespaceDifference
{
    private static readonly (ulong Flag, string Name)[] Kinds =
    [
        (CLONE_NEWUSER, "user"), (CLONE_NEWPID, "pid"), (CLONE_NEWNET, "net"), (CLONE_NEWNS, "mnt"),
        (CLONE_NEWIPC, "ipc"), (CLONE_NEWUTS, "uts"), (CLONE_NEWCGROUP, "cgroup"), (CLONE_NEWTIME, "time"),
    ];

    /// <returns>CLONE_NEW flags.</returns>
    public static ulong Between(int pid)
    {
        ulong flags = 0;
        foreach (var (flag, name) in Kinds)
        {
            if (Identify($"/proc/{pid}/ns/{name}") is { } there && there != Identify($"/proc/self/ns/{name}"))
            {
                flags |= flag;
            }
        }

        return flags;
    }

    /// <summary>The namespace's inode; null: the kernel does not have this kind.</summary>
    private static ulong? Identify(string path)
    {
        Stat status;
        fixed (byte* p = NativePath.Bytes(path))
        {
            var result = Invoke(SYS_newfstatat, AT_FDCWD, (nint)p, (nint)(&status), 0);
            return result switch
            {
                0 => status.Inode,
                -(int)Errno.ENOENT => null,
                _ => throw new LinuxException("stat", (Errno)(int)-result, path),
            };
        }
    }
}
