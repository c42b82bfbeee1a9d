using System.Globalization;
using Engine.Host.Containers.Statistics;

namespace Engine.Host.Containers;

/// <summary>One process as /proc/PID tells of it (proc_pid_stat(5), proc_pid_status(5)).</summary>
internal sealed record ProcessInformation
{
    private const double TicksPerSecond = 100;

    public required int Pid { get; init; }

    public required string Name { get; init; }

    public required string CommandLine { get; init; }

    public required string State { get; init; }

    public required int ParentPid { get; init; }

    public required int GroupId { get; init; }

    public required string Terminal { get; init; }

    public required int Nice { get; init; }

    public required int Threads { get; init; }

    public required TimeSpan CpuTime { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required long VirtualKilobytes { get; init; }

    public required long ResidentKilobytes { get; init; }

    public required uint Uid { get; init; }

    public required uint Gid { get; init; }

    public DateTimeOffset StartedAt => DateTimeOffset.UtcNow - Elapsed;

    public double CpuPercent => Elapsed > TimeSpan.Zero ? CpuTime / Elapsed * 100 : 0;

    public double MemoryPercent => ResidentKilobytes * 1024.0 / StatisticsReader.MachineMemory() * 100;

    /// <summary>Reads one; null when it has ended.</summary>
    public static ProcessInformation? TryRead(int pid)
    {
        try
        {
            return Read(pid);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ProcessInformation Read(int pid)
    {
        string stat = File.ReadAllText($"/proc/{pid}/stat");

        // The name stands in parentheses and may contain any character, parentheses too; the fields after it are numbered from 3.
        int open = stat.IndexOf('(');
        int close = stat.LastIndexOf(')');
        string name = stat[(open + 1)..close];
        string[] fields = stat[(close + 2)..].Split(' ');
        string Field(int number) => fields[number - 3];
        double uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        string commandLine = File.ReadAllText($"/proc/{pid}/cmdline").TrimEnd('\0').Replace('\0', ' ');
        (uint uid, uint gid) = ReadIds(pid);
        return new ProcessInformation
        {
            Pid = pid,
            Name = name,
            CommandLine = commandLine.Length > 0 ? commandLine : $"[{name}]",
            State = Field(3),
            ParentPid = Integer(Field(4)),
            GroupId = Integer(Field(5)),
            Terminal = TerminalName(Integer(Field(7))),
            CpuTime = TimeSpan.FromSeconds((Long(Field(14)) + Long(Field(15))) / TicksPerSecond),
            Nice = Integer(Field(19)),
            Threads = Integer(Field(20)),
            Elapsed = TimeSpan.FromSeconds(Math.Max(0, uptime - (Long(Field(22)) / TicksPerSecond))),
            VirtualKilobytes = Long(Field(23)) / 1024,
            ResidentKilobytes = Long(Field(24)) * (Environment.SystemPageSize / 1024),
            Uid = uid,
            Gid = gid,
        };
    }

    private static (uint Uid, uint Gid) ReadIds(int pid)
    {
        uint uid = 0;
        uint gid = 0;
        foreach (string line in File.ReadLines($"/proc/{pid}/status"))
        {
            if (line.StartsWith("Uid:", StringComparison.Ordinal))
            {
                uid = uint.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("Gid:", StringComparison.Ordinal))
            {
                gid = uint.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
                break;
            }
        }

        return (uid, gid);
    }

    // Major 136 and following are pseudo-terminals.
    private static string TerminalName(int device)
    {
        int major = (device >> 8) & 0xfff;
        int minor = (device & 0xff) | ((device >> 12) & 0xfff00);
        return device == 0 ? "?" : major is >= 136 and <= 143 ? $"pts/{minor}" : $"{major}:{minor}";
    }

    private static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
