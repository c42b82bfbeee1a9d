using System.Runtime.InteropServices;

namespace Engine.Linux.Cgroups;

/// <summary>Out-of-memory notifications of version 1 by eventfd(2) (kernel's cgroup-v1/memory.rst, «OOM Control»).</summary>
internal static partial class OomEventV1
{
    private const int EFD_CLOEXEC = 0x80000;
    private const int EFD_NONBLOCK = 0x800;

    internal static FileDescriptor Open(CgroupDirectory group)
    {
        int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (fd < 0)
        {
            throw LinuxException.FromLastError("eventfd");
        }

        FileDescriptor notification = new(fd);
        try
        {
            // The kernel holds the eventfd until the group goes; oom_control is only looked at during the write.
            using FileDescriptor control = group.OpenFile("memory.oom_control", forWriting: false);
            group.Write("cgroup.event_control", $"{notification.Number} {control.Number}");
            return notification;
        }
        catch
        {
            notification.Dispose();
            throw;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint value, int flags);
}
