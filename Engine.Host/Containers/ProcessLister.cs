using System.Globalization;
using Engine.Host.Errors;

namespace Engine.Host.Containers;

/// <summary>Lists processes as <c>ps</c> does, from the host's /proc (proc(5)): nothing of the container is executed (CVE-2022-1227).</summary>
internal static class ProcessLister
{
    private static readonly string[] Full = ["uid", "pid", "ppid", "c", "stime", "tty", "time", "cmd"];
    private static readonly string[] User = ["user", "pid", "%cpu", "%mem", "vsz", "rss", "tty", "stat", "start", "time", "command"];

    /// <exception cref="InvalidArgumentException">Arguments that mean no columns known here.</exception>
    public static ProcessTable List(IReadOnlyList<int> pids, string? arguments)
    {
        string[] columns = Columns(arguments);
        var rows = new List<IReadOnlyList<string>>(pids.Count);
        foreach (int pid in pids.Order())
        {
            // It may have ended since its id was read.
            if (ProcessInformation.TryRead(pid) is { } process)
            {
                rows.Add([.. columns.Select(column => Value(process, column))]);
            }
        }

        return new ProcessTable([.. columns.Select(Title)], rows);
    }

    private static string[] Columns(string? arguments)
    {
        string text = (arguments ?? "").Trim();
        int option = text.IndexOf("-o", StringComparison.Ordinal);
        if (option >= 0)
        {
            string[] names = text[(option + 2)..].Trim().Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
            string? unknown = names.FirstOrDefault(name => Title(name) == "");
            return unknown is null && names.Length > 0
                ? names
                : throw new InvalidArgumentException($"ps: unknown user-defined format specifier \"{unknown}\"");
        }

        return text.TrimStart('-') switch
        {
            "" or "ef" or "e" or "f" or "fe" => Full,
            "aux" or "u" or "au" or "axu" => User,
            _ => throw new InvalidArgumentException($"ps arguments are not supported: {text}"),
        };
    }

    private static string Title(string column) => column switch
    {
        "user" => "USER",
        "uid" => "UID",
        "gid" => "GID",
        "pid" => "PID",
        "ppid" => "PPID",
        "pgid" => "PGID",
        "c" => "C",
        "%cpu" or "pcpu" => "%CPU",
        "%mem" or "pmem" => "%MEM",
        "vsz" => "VSZ",
        "rss" => "RSS",
        "tty" or "tt" => "TTY",
        "stat" or "s" => "STAT",
        "start" => "START",
        "stime" => "STIME",
        "etime" => "ELAPSED",
        "time" => "TIME",
        "comm" => "COMMAND",
        "cmd" => "CMD",
        "args" or "command" => "COMMAND",
        "nlwp" => "NLWP",
        "ni" => "NI",
        _ => "",
    };

    private static string Value(ProcessInformation process, string column) => column switch
    {
        "user" or "uid" => UserNames.Of(process.Uid),
        "gid" => Number(process.Gid),
        "pid" => Number(process.Pid),
        "ppid" => Number(process.ParentPid),
        "pgid" => Number(process.GroupId),
        "c" => Number(process.CpuPercent),
        "%cpu" or "pcpu" => process.CpuPercent.ToString("0.0", CultureInfo.InvariantCulture),
        "%mem" or "pmem" => process.MemoryPercent.ToString("0.0", CultureInfo.InvariantCulture),
        "vsz" => Number(process.VirtualKilobytes),
        "rss" => Number(process.ResidentKilobytes),
        "tty" or "tt" => process.Terminal,
        "stat" or "s" => process.State,
        "start" or "stime" => process.StartedAt.ToString("HH:mm", CultureInfo.InvariantCulture),
        "etime" => Clock(process.Elapsed),
        "time" => Clock(process.CpuTime),
        "comm" => process.Name,
        "nlwp" => Number(process.Threads),
        "ni" => Number(process.Nice),
        _ => process.CommandLine,
    };

    private static string Number(double number) => Math.Floor(number).ToString("0", CultureInfo.InvariantCulture);

    private static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
}
