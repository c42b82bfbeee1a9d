using System.Globalization;
using Engine.Linux;

namespace Engine.EndToEnd.Tests;

/// <summary>Processes of the machine by proc(5) and kill(2).</summary>
internal static class HostProcess
{
    public static int Parent(int pid) => int.Parse(Field(pid, "PPid:"), CultureInfo.InvariantCulture);

    /// <summary>Resident memory in bytes.</summary>
    public static long Resident(int pid) => long.Parse(Field(pid, "VmRSS:")[..^"kB".Length], CultureInfo.InvariantCulture) * 1024;

    /// <summary>What its descriptors are links to.</summary>
    public static IReadOnlyList<string> DescriptorTargets(int pid) =>
        [.. Directory.GetFiles($"/proc/{pid}/fd").Select(link => new FileInfo(link).LinkTarget).OfType<string>()];

    /// <summary>Children of all its threads.</summary>
    public static int Children(int pid) => Directory.GetDirectories($"/proc/{pid}/task").Sum(task => File.ReadAllText(task + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    public static bool Lives(int pid) => Directory.Exists($"/proc/{pid}");

    public static void Kill(int pid) => ProcessSignal.Send(pid, Signals.SIGKILL);

    public static void Terminate(int pid) => ProcessSignal.Send(pid, Signals.SIGTERM);

    /// <summary>Waits until it is gone.</summary>
    public static async Task EndAsync(int pid)
    {
        for (var i = 0; i < 1000 && Lives(pid); i++)
        {
            await Task.Delay(5);
        }

        Assert.False(Lives(pid), $"process {pid} does not end");
    }

    private static string Field(int pid, string name) =>
        File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();
}
