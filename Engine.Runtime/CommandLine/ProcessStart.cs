using Engine.Linux;
using Engine.Runtime.Launch;
using static Engine.Linux.Processes.ProcessControl;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.CommandLine;

/// <summary>What this process does about itself before anything else.</summary>
internal static class ProcessStart
{
    public static void Secure()
    {
        // Children that are not yet their program must not be traced, nor their descriptors taken, from inside a container (CVE-2016-9962).
        _ = Invoke(SYS_prctl, PR_SET_DUMPABLE, 0);

        // Descriptors opened later must not become somebody's standard streams.
        while (true)
        {
            using var file = NativePath.TryOpen(AT_FDCWD, "/dev/null", O_RDWR, 0, out var errno);
            if (file is null)
            {
                throw new LinuxException("openat2", errno, "/dev/null");
            }

            if (file.Number > 2)
            {
                return;
            }

            _ = Invoke(SYS_dup2, file.Number, file.Number);
            file.SetHandleAsInvalid();
        }
    }
}
