using Engine.Linux;
using static Engine.Linux.Namespaces.CloneFlag;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>Makes user namespaces that nobody lives in: they tell id-mapped mounts their mapping (mount_setattr(2)).</summary>
internal static unsafe class UserNamespace
{
    public static int Create(IdMappings mappings)
    {
        var pipe = stackalloc int[2];
        if (Invoke(SYS_pipe2, (nint)pipe, O_CLOEXEC) is < 0 and var error)
        {
            throw new LinuxException("pipe2", (Errno)(int)-error);
        }

        // No exit signal: this child is nobody's business, least of all that of a SIGCHLD handler.
        var arguments = stackalloc ulong[8];
        new Span<ulong>(arguments, 8).Clear();
        arguments[0] = CLONE_NEWUSER;
        var pid = Invoke(SYS_clone3, (nint)arguments, 64);
        if (pid == 0)
        {
            byte end;
            Invoke(SYS_close, pipe[1]);
            Invoke(SYS_read, pipe[0], (nint)(&end), 1);
            Invoke(SYS_exit_group, 0);
        }

        try
        {
            if (pid < 0)
            {
                throw new LaunchException("make a user namespace for id-mapped mounts", (Errno)(int)-pid);
            }

            WriteMappings((int)pid, mappings);
            using var file = NativePath.Open(AT_FDCWD, $"/proc/{pid}/ns/user", O_RDONLY);
            return (int)Invoke(SYS_fcntl, file.Number, 1030, 3);
        }
        finally
        {
            Invoke(SYS_close, pipe[0]);
            Invoke(SYS_close, pipe[1]);
            if (pid > 0)
            {
                const int WALL = 0x40000000;
                Invoke(SYS_wait4, pid, 0, WALL);
            }
        }
    }

    /// <summary>Writes the mappings of a process's new user namespace.</summary>
    public static void WriteMappings(int pid, IdMappings mappings)
    {
        ProcFile.Write(pid, "uid_map", IdMappings.Format(mappings.Uids));
        ProcFile.Write(pid, "gid_map", IdMappings.Format(mappings.Gids));
    }
}
