using System.Globalization;

namespace Engine.Runtime.Launch;

/// <summary>A process's score for the kernel's out-of-memory killer (proc_pid_oom_score_adj(5)).</summary>
internal static class OomScore
{
    public static void Set(int pid, int score)
    {
        // Writing what is there already would still take the right to lower it.
        var text = score.ToString(CultureInfo.InvariantCulture);
        if (File.ReadAllText($"/proc/{pid}/oom_score_adj").Trim() != text)
        {
            ProcFile.Write(pid, "oom_score_adj", text);
        }
    }
}
