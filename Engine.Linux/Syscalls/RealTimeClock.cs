using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>The wall clock in full resolution (clock_gettime(2), CLOCK_REALTIME).</summary>
public static partial class RealTimeClock
{
    private const int CLOCK_REALTIME = 0;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Nanoseconds since 1970-01-01 UTC, good until the year 2262.</summary>
    public static unsafe long NowNanoseconds
    {
        get
        {
            TimeSpec now;
            _ = clock_gettime(CLOCK_REALTIME, &now);
            return (now.Seconds * NanosecondsPerSecond) + now.Nanoseconds;
        }
    }

    [LibraryImport("libc")]
    [SuppressGCTransition]
    private static unsafe partial int clock_gettime(int clock, TimeSpec* time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
