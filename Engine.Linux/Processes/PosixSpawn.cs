using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Starts a program without forking this process's threads or memory (posix_spawn(3)): safe in a program with many threads.</summary>
public static unsafe partial class PosixSpawn
{
    // From <spawn.h> of glibc. The two opaque structures are 80 and 336 bytes there; musl's are smaller.
    private const short POSIX_SPAWN_SETSIGDEF = 0x04;
    private const short POSIX_SPAWN_SETSIGMASK = 0x08;
    private const short POSIX_SPAWN_SETSID = 0x80;
    private const int FileActionsSize = 128;
    private const int AttributesSize = 512;
    private const int SignalSetSize = 128;
    private const int O_RDWR = 2;

    /// <summary>
    /// Starts <paramref name="path"/> in a session of its own, with no signal blocked or ignored, /dev/null as its standard streams, and
    /// <paramref name="inherited"/> as descriptor 3. No other descriptor is passed on, since all are close-on-exec.
    /// </summary>
    /// <param name="path">The program; /proc/self/fd/N for one that is only a descriptor of this process.</param>
    /// <param name="arguments">Arguments, the program's name first.</param>
    /// <param name="environment">NAME=value strings.</param>
    /// <param name="inherited">Passed on as descriptor 3.</param>
    /// <returns>The process id. The caller must wait for it.</returns>
    /// <exception cref="LinuxException">The program could not be executed.</exception>
    public static int Start(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, FileDescriptor inherited)
    {
        var actions = stackalloc byte[FileActionsSize];
        var attributes = stackalloc byte[AttributesSize];
        var signals = stackalloc byte[SignalSetSize];
        Check(posix_spawn_file_actions_init(actions), "posix_spawn_file_actions_init");
        Check(posix_spawnattr_init(attributes), "posix_spawnattr_init");
        using var argv = new NativeStringArray(arguments);
        using var envp = new NativeStringArray(environment);
        try
        {
            for (var fd = 0; fd <= 2; fd++)
            {
                Check(posix_spawn_file_actions_addopen(actions, fd, "/dev/null", O_RDWR, 0), "posix_spawn_file_actions_addopen");
            }

            // dup2 onto itself clears close-on-exec too (glibc 2.29 and later, as POSIX asks).
            Check(posix_spawn_file_actions_adddup2(actions, inherited.Number, 3), "posix_spawn_file_actions_adddup2");

            // Ignored signals stay ignored across execve(2), and .NET ignores SIGPIPE.
            _ = sigfillset(signals);
            Check(posix_spawnattr_setsigdefault(attributes, signals), "posix_spawnattr_setsigdefault");
            _ = sigemptyset(signals);
            Check(posix_spawnattr_setsigmask(attributes, signals), "posix_spawnattr_setsigmask");
            Check(
                posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID),
                "posix_spawnattr_setflags");

            int pid;
            Check(posix_spawn(&pid, path, actions, attributes, argv.Pointer, envp.Pointer), "posix_spawn", path);
            return pid;
        }
        finally
        {
            _ = posix_spawnattr_destroy(attributes);
            _ = posix_spawn_file_actions_destroy(actions);
        }
    }

    // These functions return the errno instead of setting it.
    private static void Check(int errno, string call, string? subject = null)
    {
        if (errno != 0)
        {
            throw new LinuxException(call, (Errno)errno, subject);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn(int* pid, string path, byte* actions, byte* attributes, byte** argv, byte** envp);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int posix_spawn_file_actions_addopen(byte* actions, int fd, string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigmask(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static partial int sigfillset(byte* signals);

    [LibraryImport("libc")]
    private static partial int sigemptyset(byte* signals);
}
