using System.Globalization;
using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Sending signals by process id (kill(2)); safe for one's own children, whose ids stay theirs until they are reaped.</summary>
public static partial class ProcessSignal
{
    /// <summary>Sends a signal.</summary>
    /// <param name="pid">The process; negative: every process of the group with that id.</param>
    /// <param name="signal">The signal's number; 0 only asks whether the process exists.</param>
    /// <exception cref="LinuxException">ESRCH: no such process; EINVAL: no such signal; EPERM.</exception>
    public static void Send(int pid, int signal)
    {
        if (kill(pid, signal) < 0)
        {
            throw LinuxException.FromLastError("kill", pid.ToString(CultureInfo.InvariantCulture));
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
