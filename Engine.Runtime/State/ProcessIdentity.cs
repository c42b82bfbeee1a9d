using System.Globalization;

namespace Engine.Runtime.State;

/// <summary>Tells processes apart whose pid is the same.</summary>
internal static class ProcessIdentity
{
    /// <summary>When a process began, in clock ticks since boot; null if it is gone or only its status is left (proc_pid_stat(5)).</summary>
    public static ulong? StartTime(int pid)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return null;
        }

        // The name, field 2, is in parentheses and may have any character in it. Field 3 is the state, field 22 the start time.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : ulong.Parse(fields[19], CultureInfo.InvariantCulture);
    }
}
