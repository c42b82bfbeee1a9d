using System.Globalization;

namespace Engine.Runtime.Launch;

/// <summary>Lists of CPUs such as <c>0-3,7</c> (cpuset(7), list format).</summary>
internal static class CpuList
{
    private const int MaximumCpu = 8191;

    /// <summary>The list as a mask for sched_setaffinity(2), in whole words of 8 bytes.</summary>
    public static byte[] Parse(string list)
    {
        var mask = new byte[(MaximumCpu + 1) / 8];
        var highest = 0;
        foreach (var part in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = part.IndexOf('-');
            var first = Number(dash < 0 ? part : part[..dash], list);
            var last = dash < 0 ? first : Number(part[(dash + 1)..], list);
            if (last < first)
            {
                throw LaunchException.Invalid($"invalid CPU list \"{list}\"");
            }

            highest = Math.Max(highest, last);
            for (var cpu = first; cpu <= last; cpu++)
            {
                mask[cpu / 8] |= (byte)(1 << (cpu % 8));
            }
        }

        return mask[..((highest / 64 + 1) * 8)];
    }

    private static int Number(string text, string list) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cpu) && cpu <= MaximumCpu
            ? cpu
            : throw LaunchException.Invalid($"invalid CPU list \"{list}\"");
}
