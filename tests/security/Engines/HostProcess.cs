using System.Globalization;

namespace Engine.Security.Tests.Engines;

/// <summary>Processes of the machine as proc(5) shows them.</summary>
internal static class HostProcess
{
    /// <summary>The daemon that was told to listen at a socket.</summary>
    public static int WithSocket(string socket) =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0)
            .First(pid => pid > 0 && CommandLine(pid) is [var program, ..] line && line.Contains("unix://" + socket) && !program.EndsWith("sh", StringComparison.Ordinal));

    /// <summary>What its descriptors are links to.</summary>
    public static IReadOnlyList<string> Descriptors(int pid) =>
        [.. Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Select(Target).OfType<string>()];

    /// <summary>Resident memory in bytes.</summary>
    public static long Resident(int pid)
    {
        string line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
    }

    private static string[] CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return [];
        }
    }

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
