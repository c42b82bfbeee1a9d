using System.Globalization;
using System.Text;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Launch;
using Engine.Runtime.State;

namespace Engine.Runtime.Commands;

/// <summary><c>list</c>: the containers below the root directory.</summary>
internal static class ListCommand
{
    public static int Run(Invocation invocation, CommandOptions options)
    {
        List<ContainerListEntry> entries = [];
        foreach (var id in ContainerDirectory.List(invocation.Root))
        {
            try
            {
                var directory = ContainerDirectory.Open(invocation.Root, id);
                entries.Add(Entry(directory, directory.Read()));
            }
            catch (LaunchException)
            {
                // Being made or removed by another command just now.
            }
        }

        StandardStream.WriteOutput(options.Has("quiet") ? string.Concat(entries.Select(e => e.Id + "\n")) : Format(entries, options.Get("format") ?? "table"));
        return 0;
    }

    private static ContainerListEntry Entry(ContainerDirectory directory, ContainerRecord record)
    {
        var status = directory.Status(record);
        return new ContainerListEntry
        {
            OciVersion = record.Config.OciVersion,
            Id = record.Id,
            Pid = status == ContainerStatus.Stopped ? 0 : record.Pid,
            Status = ContainerDirectory.Text(status),
            Bundle = record.Bundle,
            Rootfs = Path.GetFullPath(record.Config.Root?.Path ?? "rootfs", record.Bundle),
            Created = record.Created,
            Annotations = record.Config.Annotations,
            Owner = "root",
        };
    }

    private static string Format(IReadOnlyList<ContainerListEntry> entries, string format)
    {
        if (format == "json")
        {
            return Encoding.UTF8.GetString(RuntimeJson.Containers.Write(entries)) + "\n";
        }

        if (format != "table")
        {
            throw LaunchException.Invalid("invalid format option");
        }

        var text = new StringBuilder("ID\tPID\tSTATUS\tBUNDLE\tCREATED\tOWNER\n");
        foreach (var e in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"{e.Id}\t{e.Pid}\t{e.Status}\t{e.Bundle}\t{e.Created:O}\t{e.Owner}\n");
        }

        return text.ToString();
    }
}
