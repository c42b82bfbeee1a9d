using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>The end of a child of this process.</summary>
public static partial class ChildExit
{
    private const int WNOHANG = 1;
    private const int SignalBase = 128;

    /// <summary>Takes a child's exit status (waitpid(2), without waiting); its process id is free then.</summary>
    /// <param name="pid">The child.</param>
    /// <param name="exitCode">Its exit status, or 128 + the number of the signal that killed it.</param>
    /// <returns>False if it has not ended, or is no child of this process.</returns>
    public static unsafe bool TryTake(int pid, out int exitCode)
    {
        int status;
        var ended = waitpid(pid, &status, WNOHANG) == pid;
        var signal = status & 0x7f;
        exitCode = ended ? signal == 0 ? (status >> 8) & 0xff : SignalBase + signal : -1;
        return ended;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int waitpid(int pid, int* status, int options);
}
