using System.Globalization;

namespace Engine.Benchmarks.Measuring;

/// <summary>Memory of processes as the kernel divides it: the proportional set size (proc_pid_smaps(5)).</summary>
internal static class ProcessMemory
{
    /// <summary>Every process there is.</summary>
    public static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, out _)).Select(n => int.Parse(n!, CultureInfo.InvariantCulture));

    /// <summary>A daemon's own processes: it and its children, without what they keep for containers, which lives in sessions of its own.</summary>
    public static IReadOnlyList<int> Daemon(int root) => [.. Tree(root).Where(p => p == root || !IsKeeper(p))];

    /// <summary>Whether a process keeps a container: a monitor or a shim.</summary>
    public static bool IsKeeper(int process) =>
        CommandLine(process) is var line && (line.StartsWith("engine-runtime monitor", StringComparison.Ordinal) || line.Contains("containerd-shim", StringComparison.Ordinal) || line.Contains("conmon", StringComparison.Ordinal));

    /// <summary>Begins to note the largest resident size anew (proc_pid_clear_refs(5)).</summary>
    public static void ForgetPeaks(IEnumerable<int> processes)
    {
        foreach (int process in processes)
        {
            File.WriteAllText($"/proc/{process}/clear_refs", "5");
        }
    }

    /// <summary>The sum of the largest resident sizes since then, in MB.</summary>
    public static double PeakMegabytes(IEnumerable<int> processes) => processes.Sum(p => Field($"/proc/{p}/status", "VmHWM:")) / 1024;

    /// <summary>A process and all below it.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        ILookup<int, int> children = All().ToLookup(ParentOf);
        List<int> tree = [root];
        for (int i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children[tree[i]]);
        }

        return tree;
    }

    /// <summary>The sum of the proportional set sizes in MB; processes that ended meanwhile count nothing.</summary>
    public static double Megabytes(IEnumerable<int> processes) => processes.Sum(Kilobytes) / 1024;

    /// <summary>The arguments of a process in one string.</summary>
    public static string CommandLine(int process) => Read($"/proc/{process}/cmdline").Replace('\0', ' ');

    private static double Kilobytes(int process) => Field($"/proc/{process}/smaps_rollup", "Pss:");

    private static double Field(string file, string name) =>
        Read(file).Split('\n').Where(l => l.StartsWith(name, StringComparison.Ordinal))
            .Select(l => double.Parse(l[name.Length..].Replace("kB", "").Trim(), CultureInfo.InvariantCulture)).FirstOrDefault();

    // The fourth field of stat; the second, in brackets, may hold anything.
    private static int ParentOf(int process)
    {
        string stat = Read($"/proc/{process}/stat");
        return stat.Length == 0 ? 0 : int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
