using System.Runtime.InteropServices;

namespace Engine.Linux.Cgroups;

/// <summary>An inotify(7) descriptor that becomes readable when one file is modified; control files report their events so.</summary>
internal static partial class FileModified
{
    private const int IN_CLOEXEC = 0x80000;
    private const int IN_NONBLOCK = 0x800;
    private const uint IN_MODIFY = 2;

    internal static FileDescriptor Watch(string path)
    {
        int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
        if (fd < 0)
        {
            throw LinuxException.FromLastError("inotify_init1");
        }

        FileDescriptor notification = new(fd);
        if (inotify_add_watch(fd, path, IN_MODIFY) >= 0)
        {
            return notification;
        }

        LinuxException failure = LinuxException.FromLastError("inotify_add_watch", path);
        notification.Dispose();
        throw failure;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int inotify_init1(int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int inotify_add_watch(int fd, string path, uint mask);
}
