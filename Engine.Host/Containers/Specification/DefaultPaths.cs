namespace Engine.Host.Containers.Specification;

/// <summary>Paths of procfs and sysfs that tell of, or reach, the whole machine.</summary>
internal static class DefaultPaths
{
    /// <summary>Made unreadable. Beside Docker's list: per-processor thermal counters, where the machine has them.</summary>
    public static IReadOnlyList<string> Masked { get; } =
    [
        "/proc/asound",
        "/proc/acpi",
        "/proc/interrupts",
        "/proc/kcore",
        "/proc/keys",
        "/proc/latency_stats",
        "/proc/timer_list",
        "/proc/timer_stats",
        "/proc/sched_debug",
        "/proc/scsi",
        "/sys/firmware",
        "/sys/devices/virtual/powercap",
        .. ThermalThrottle(),
    ];

    /// <summary>Made read-only.</summary>
    public static IReadOnlyList<string> Readonly { get; } = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    private static IEnumerable<string> ThermalThrottle() =>
        Enumerable.Range(0, Environment.ProcessorCount)
            .Select(cpu => $"/sys/devices/system/cpu/cpu{cpu}/thermal_throttle")
            .Where(Directory.Exists);
}
