namespace Engine.Linux.Cgroups;

/// <summary>Out-of-memory notifications of version 1 by eventfd(2) (kernel's cgroup-v1/memory.rst, «OOM Control»).</summary>
internal static class OomEventV1
{
    internal static FileDescriptor Open(CgroupDirectory group)
    {
        FileDescriptor notification = new EventCounter().Descriptor;
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
}
