using System.Runtime.InteropServices;
using System.Text;

namespace Engine.Linux.Cgroups;

/// <summary>The freezer of version 2: a core file, with an event when all have stopped.</summary>
internal static unsafe partial class FreezerV2
{
    internal const string File = "cgroup.freeze";
    private const string EventsFile = "cgroup.events";
    private const short POLLPRI = 2;
    private const int LongestWait = 2000;
    private const string Frozen = "frozen";

    /// <summary>Freezes; false when the processes did not all stop within two seconds.</summary>
    internal static bool Freeze(CgroupDirectory group)
    {
        group.Write(File, "1");
        if (ControlFile.Keyed(group.Read(EventsFile), Frozen) == 1)
        {
            return true;
        }

        using FileDescriptor events = group.OpenFile(EventsFile, forWriting: false);
        long deadline = Environment.TickCount64 + LongestWait;
        while (true)
        {
            // The read arms the event for this descriptor, so a change between it and the poll is not missed.
            if (IsFrozen(events.Number))
            {
                return true;
            }

            long left = deadline - Environment.TickCount64;
            if (left <= 0)
            {
                return false;
            }

            PollDescriptor poll = new() { Descriptor = events.Number, Events = POLLPRI };
            _ = FreezerV2.poll(&poll, 1, (int)left);
        }
    }

    internal static void Thaw(CgroupDirectory group) => group.Write(File, "0");

    private static bool IsFrozen(int events)
    {
        // «populated 1» and «frozen 1».
        Span<byte> bytes = stackalloc byte[256];
        Span<char> text = stackalloc char[256];
        fixed (byte* start = bytes)
        {
            nint length = pread(events, start, (nuint)bytes.Length, 0);
            if (length < 0)
            {
                throw LinuxException.FromLastError("pread", EventsFile);
            }

            return ControlFile.Keyed(text[..Encoding.ASCII.GetChars(bytes[..(int)length], text)], Frozen) == 1;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pread(int fd, byte* buffer, nuint count, long offset);

    [LibraryImport("libc")]
    private static partial int poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
