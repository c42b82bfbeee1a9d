using System.Text.Json;
using Engine.Linux.Cgroups;

namespace Engine.Runtime.Commands;

/// <summary>Writes statistics with runc's names.</summary>
internal static class StatisticsDocument
{
    public static void Write(Utf8JsonWriter json, CgroupStatistics statistics)
    {
        var cpu = statistics.Cpu;
        json.WriteStartObject("cpu");
        json.WriteStartObject("usage");
        json.WriteNumber("total", cpu.Usage);
        json.WriteStartArray("percpu");
        foreach (var time in cpu.PerCpu)
        {
            json.WriteNumberValue(time);
        }

        json.WriteEndArray();
        json.WriteNumber("kernel", cpu.System);
        json.WriteNumber("user", cpu.User);
        json.WriteEndObject();
        json.WriteStartObject("throttling");
        json.WriteNumber("periods", cpu.Periods);
        json.WriteNumber("throttledPeriods", cpu.ThrottledPeriods);
        json.WriteNumber("throttledTime", cpu.ThrottledTime);
        json.WriteEndObject();
        json.WriteEndObject();
        WriteMemory(json, statistics.Memory);
        json.WriteStartObject("pids");
        json.WriteNumber("current", statistics.PidsCurrent);
        if (statistics.PidsLimit is { } limit)
        {
            json.WriteNumber("limit", limit);
        }

        json.WriteEndObject();
    }

    private static void WriteMemory(Utf8JsonWriter json, MemoryStatistics memory)
    {
        json.WriteStartObject("memory");
        json.WriteStartObject("usage");
        json.WriteNumber("usage", memory.Usage);
        json.WriteNumber("max", memory.Peak);
        json.WriteNumber("failcnt", memory.FailCount);
        if (memory.Limit is { } limit)
        {
            json.WriteNumber("limit", limit);
        }

        json.WriteEndObject();
        json.WriteStartObject("raw");
        foreach (var (name, value) in memory.Counters)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
