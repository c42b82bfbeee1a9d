using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Takes the exit status of a child, so that it does not stay a zombie (waitpid(2)).</summary>
public static partial class ChildProcess
{
    /// <summary>Waits until the child has ended.</summary>
    /// <param name="pid">A child of this process.</param>
    /// <returns>The exit status, or 128 + the signal's number.</returns>
    /// <exception cref="LinuxException">ECHILD: not a child of this process, or somebody waited for it already.</exception>
    public static unsafe int Wait(int pid)
    {
        int status;
        while (waitpid(pid, &status, 0) < 0)
        {
            if ((Errno)Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LinuxException.FromLastError("waitpid", pid.ToString(null, null));
            }
        }

        var signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int waitpid(int pid, int* status, int options);
}
