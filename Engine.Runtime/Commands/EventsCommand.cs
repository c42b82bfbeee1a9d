using System.Text.Json;
using Engine.Linux.Cgroups;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Launch;
using Engine.Runtime.State;

namespace Engine.Runtime.Commands;

/// <summary><c>events --stats</c>: what a container uses, once.</summary>
internal static class EventsCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        if (!options.Has("stats"))
        {
            throw LaunchException.Invalid("only \"events --stats\" is supported");
        }

        var record = ContainerDirectory.Open(invocation.Root, options.ContainerId).Read();
        using var cgroup = Cgroup.Open(CgroupLayout.Detect(), record.CgroupPath);
        StandardStream.WriteOutput(Write(record.Id, cgroup.Statistics()) + "\n");
        return 0;
    }

    private static string Write(string id, CgroupStatistics statistics)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "stats");
            json.WriteString("id", id);
            json.WriteStartObject("data");
            StatisticsDocument.Write(json, statistics);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
