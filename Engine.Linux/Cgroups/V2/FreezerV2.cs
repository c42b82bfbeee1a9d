using System.Runtime.InteropServices;

namespace Engine.Linux.Cgroups;

/// <summary>The freezer of version 2: a core file, with an event when all have stopped.</summary>
internal static unsafe partial class FreezerV2
{
    internal const string File = "cgroup.freeze";
    private const string EventsFile = "cgroup.events";
    private const short POLLPRI = 2;
    private const int LongestWait = 2000;
    private const int SingleWait = 100;

    /// <summary>Freezes; false when the processes did not all stop within two seconds.</summary>
    internal static bool Freeze(CgroupDirectory group)
    {
        group.Write(File, "1");
        if (IsSettled(group))
        {
            return true;
        }

        using FileDescriptor events = group.OpenFile(EventsFile, forWriting: false);
        for (int waited = 0; waited < LongestWait; waited += SingleWait)
        {
            // A read of the file arms the event, and IsSettled reads by a descriptor of its own, so an event can be missed: hence the
            // short waits.
            PollDescriptor poll = new() { Descriptor = events.Number, Events = POLLPRI };
            _ = FreezerV2.poll(&poll, 1, SingleWait);
            if (IsSettled(group))
            {
                return true;
            }
        }

        return false;
    }

    internal static void Thaw(CgroupDirectory group) => group.Write(File, "0");

    private static bool IsSettled(CgroupDirectory group) => ControlFile.Keyed(group.Read(EventsFile), "frozen") == 1;

    [LibraryImport("libc")]
    private static partial int poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
