using System.Text;
using Engine.Linux.Cgroups;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Launch;
using Engine.Runtime.State;

namespace Engine.Runtime.Commands;

/// <summary><c>ps</c>: the processes of a container, from the host's procfs; no program of the container is trusted with the answer.</summary>
internal static class PsCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        if (options.Arguments is not [var id, ..])
        {
            throw LaunchException.Invalid("a container's id is needed");
        }

        var record = ContainerDirectory.Open(invocation.Root, id).Read();
        using var cgroup = Cgroup.Open(CgroupLayout.Detect(), record.CgroupPath);
        var pids = cgroup.Exists ? cgroup.Processes() : [];
        switch (options.Get("format") ?? "table")
        {
            case "json":
                StandardStream.WriteLine(RuntimeJson.Pids.Write(pids));
                return 0;
            case "table":
                StandardStream.WriteOutput(Table(pids));
                return 0;
            default:
                throw LaunchException.Invalid("invalid format option");
        }
    }

    private static string Table(IReadOnlyList<int> pids)
    {
        var text = new StringBuilder("UID          PID    PPID CMD\n");
        foreach (var pid in pids)
        {
            try
            {
                var status = File.ReadAllLines($"/proc/{pid}/status");
                var command = File.ReadAllText($"/proc/{pid}/cmdline").TrimEnd('\0').Replace('\0', ' ');
                text.Append($"{Field(status, "Uid"),-8} {pid,7} {Field(status, "PPid"),7} {(command.Length > 0 ? command : $"[{Field(status, "Name")}]")}\n");
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        return text.ToString();
    }

    private static string Field(string[] status, string name) =>
        status.FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim().Split('\t')[0] ?? "?";
}
