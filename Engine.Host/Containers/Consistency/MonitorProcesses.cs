using System.Globalization;
using System.Text;

namespace Engine.Host.Containers.Consistency;

/// <summary>Finds the monitors of an engine among all processes, whatever became of their sockets.</summary>
internal static class MonitorProcesses
{
    /// <summary>Process ids of the monitors that were started with this run directory.</summary>
    public static IReadOnlyList<int> Of(string execRoot)
    {
        byte[] commandLine = Encoding.UTF8.GetBytes($"engine-runtime\0monitor\0{execRoot}\0");
        string? pidNamespace = NamespaceOf("self");
        return
        [
            .. Directory.EnumerateDirectories("/proc")
                .Select(directory => int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0)
                .Where(pid => pid > 0 && HasCommandLine(pid, commandLine))

                // A process in a container can call itself what it wants, but is in a namespace of its own.
                .Where(pid => NamespaceOf(pid.ToString(CultureInfo.InvariantCulture)) == pidNamespace),
        ];
    }

    private static bool HasCommandLine(int pid, ReadOnlySpan<byte> expected)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{pid}/cmdline").AsSpan().SequenceEqual(expected);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
            return false;
        }
    }

    private static string? NamespaceOf(string pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/ns/pid").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
