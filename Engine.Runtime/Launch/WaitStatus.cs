namespace Engine.Runtime.Launch;

/// <summary>The status that wait4(2) gives.</summary>
internal static class WaitStatus
{
    /// <summary>The exit status as a shell has it: 128 + the signal's number for a process that was killed.</summary>
    public static int ExitCode(int status) => (status & 0x7F) is > 0 and var signal ? 128 + signal : status >> 8 & 0xFF;

    public static string Describe(int status) => (status & 0x7F) is > 0 and var signal ? $"killed by signal {signal}" : $"exit status {status >> 8 & 0xFF}";
}
