using System.Buffers.Text;
using System.Globalization;

namespace Engine.Linux;

/// <summary>When a process started: /proc/PID/stat field 22 (proc_pid_stat(5)). With the pid it names a process for ever.</summary>
public static class ProcessStartTime
{
    private const int FieldsFromStateToStartTime = 19;

    /// <summary>Asks.</summary>
    /// <returns>Clock ticks since boot, or 0 if there is no such process.</returns>
    public static ulong Of(int pid)
    {
        try
        {
            return Parse(File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat")));
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Finds the field. The second one is the program's name in parentheses, and may contain both blanks and parentheses.</summary>
    /// <returns>0 if there is none.</returns>
    public static ulong Parse(ReadOnlySpan<byte> stat)
    {
        var rest = stat[(stat.LastIndexOf((byte)')') + 1)..].TrimStart((byte)' ');
        for (var i = 0; i < FieldsFromStateToStartTime; i++)
        {
            rest = rest[(rest.IndexOf((byte)' ') + 1)..];
        }

        return Utf8Parser.TryParse(rest, out ulong ticks, out _) ? ticks : 0;
    }
}
