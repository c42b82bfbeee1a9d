using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

/// <summary>A time as the kernel keeps it (timespec(3type)): seconds since 1970, and nanoseconds that always count forward.</summary>
/// <param name="Seconds">Seconds since 1970-01-01T00:00Z, negative before it.</param>
/// <param name="Nanoseconds">0 to 999,999,999, also for negative seconds.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Timespec(long Seconds, long Nanoseconds)
{
    /// <summary>Leave this time unchanged (UTIME_OMIT of utimensat(2)).</summary>
    public static Timespec Omit => new(0, (1L << 30) - 2);
}
