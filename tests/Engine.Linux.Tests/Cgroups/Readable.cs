using System.Runtime.InteropServices;

namespace Engine.Linux.Tests.Cgroups;

/// <summary>Waits for a descriptor as an event loop would (poll(2)).</summary>
internal static unsafe partial class Readable
{
    private const short POLLIN = 1;

    internal static bool Wait(int descriptor, int milliseconds)
    {
        PollDescriptor poll = new() { Descriptor = descriptor, Events = POLLIN };
        return Readable.poll(&poll, 1, milliseconds) == 1 && (poll.Returned & POLLIN) != 0;
    }

    [LibraryImport("libc")]
    private static partial int poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
