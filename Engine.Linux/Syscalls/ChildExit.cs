using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A child of this process that ended.</summary>
/// <param name="Pid">Its process id, which is free again.</param>
/// <param name="ExitCode">Its exit status, or 128 + the number of the signal that killed it.</param>
public readonly partial record struct ChildExit(int Pid, int ExitCode)
{
    private const int WNOHANG = 1;
    private const int SignalBase = 128;

    /// <summary>Takes the next child that ended (waitpid(2) of any child, without waiting).</summary>
    /// <returns>False if none has.</returns>
    public static unsafe bool TryTake(out ChildExit exit)
    {
        int status;
        var pid = waitpid(-1, &status, WNOHANG);
        var signal = status & 0x7f;
        exit = pid > 0 ? new ChildExit(pid, signal == 0 ? (status >> 8) & 0xff : SignalBase + signal) : default;
        return pid > 0;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int waitpid(int pid, int* status, int options);
}
