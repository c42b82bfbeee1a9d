using System.Buffers.Text;
using System.Globalization;

namespace Engine.Linux;

/// <summary>When a process started: /proc/PID/stat field 22 (proc_pid_stat(5)). With the pid it names a process for ever.</summary>
public static class ProcessStartTime
{
    private const int FieldsFromStateToStartTime = 19;

    /// <summary>Asks.</summary>
    /// <returns>Clock ticks since boot, or 0 if there is no such process or only its status is left.</returns>
    public static ulong Of(int pid)
    {
        // The 52 numbers and a name of 15 bytes come to less.
        Span<byte> stat = stackalloc byte[1536];
        var length = SmallFile.TryRead(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"), stat);
        return length > 0 ? Parse(stat[..length]) : 0;
    }

    /// <summary>Whether a process is there and is the one that began then, not another that was given its number.</summary>
    public static bool IsOf(int pid, ulong startTime) => startTime != 0 && Of(pid) == startTime;

    /// <summary>Finds the field. The second one is the program's name in parentheses, and may contain both blanks and parentheses.</summary>
    /// <returns>0 if there is none, or the third says that the process has ended.</returns>
    public static ulong Parse(ReadOnlySpan<byte> stat)
    {
        var rest = stat[(stat.LastIndexOf((byte)')') + 1)..].TrimStart((byte)' ');
        if (rest.IsEmpty || rest[0] is (byte)'Z' or (byte)'X')
        {
            return 0;
        }

        for (var i = 0; i < FieldsFromStateToStartTime; i++)
        {
            rest = rest[(rest.IndexOf((byte)' ') + 1)..];
        }

        return Utf8Parser.TryParse(rest, out ulong ticks, out _) ? ticks : 0;
    }
}
