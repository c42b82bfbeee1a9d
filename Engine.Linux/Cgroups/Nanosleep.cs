using System.Runtime.InteropServices;

namespace Engine.Linux.Cgroups;

/// <summary>Lets the calling thread rest while the kernel finishes something that it has no event for (nanosleep(2)).</summary>
internal static partial class Nanosleep
{
    private const int NanosecondsPerMillisecond = 1_000_000;

    internal static unsafe void Milliseconds(int milliseconds)
    {
        Timespec rest = new() { Seconds = milliseconds / 1000, Nanoseconds = milliseconds % 1000 * NanosecondsPerMillisecond };
        _ = nanosleep(&rest, null);
    }

    [LibraryImport("libc")]
    private static unsafe partial int nanosleep(Timespec* request, Timespec* remaining);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
