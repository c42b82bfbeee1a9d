using System.Net.Sockets;
using System.Text;
using Engine.Host.Logging;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Hosting;

/// <summary>Makes the daemon's Unix sockets: 0660, owned by root and the engine's group, in the place of a dead daemon's.</summary>
internal sealed partial class UnixListener(string group, ILogger logger)
{
    private const int Backlog = 512;
    private const uint Mode = 0x1B0; // 0660

    // The kernel's "leave as it is" for an owner, chown(2).
    private const uint KeepOwner = uint.MaxValue;

    /// <exception cref="StartException">Somebody listens there, or something else is there.</exception>
    public Socket Listen(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        RemoveStale(path);
        try
        {
            var descriptor = UnixSocket.Listen(path, Mode, Backlog);
            GiveToGroup(path);
            var handle = new SafeSocketHandle(descriptor.Number, ownsHandle: true);
            descriptor.SetHandleAsInvalid();
            return new Socket(handle);
        }
        catch (LinuxException e)
        {
            throw new StartException($"cannot listen on {path}: {e.Message}", e);
        }
    }

    private void RemoveStale(string path)
    {
        var status = Syscall.Status(AtCurrentDirectory, Terminated(path));
        if (status is null)
        {
            return;
        }

        if ((status.Value.Mode & TypeMask) != TypeSocket)
        {
            throw new StartException($"cannot listen on {path}: there is a file of that name that is no socket");
        }

        try
        {
            UnixSocket.Connect(path).Dispose();
        }
        catch (LinuxException e) when (e.Errno is Errno.ECONNREFUSED)
        {
            File.Delete(path);
            StaleSocketRemoved(path);
            return;
        }
        catch (LinuxException e)
        {
            throw new StartException($"cannot listen on {path}: {e.Message}", e);
        }

        throw new StartException($"cannot listen on {path}: another process listens there");
    }

    private void GiveToGroup(string path)
    {
        if (GroupFile.Find(group) is { } gid)
        {
            Syscall.FchownAt(AtCurrentDirectory, Terminated(path), KeepOwner, gid, 0);
        }
        else
        {
            GroupMissing(group, path);
        }
    }

    private const int AtCurrentDirectory = -100; // AT_FDCWD
    private const int TypeMask = 0xF000; // S_IFMT
    private const int TypeSocket = 0xC000; // S_IFSOCK

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [LoggerMessage((int)LogEvent.StaleSocketRemoved, LogLevel.Information, "Removed {Path}, which a daemon that is gone left behind")]
    private partial void StaleSocketRemoved(string path);

    [LoggerMessage((int)LogEvent.GroupMissing, LogLevel.Information, "There is no group {Group}: only root may use {Path}")]
    private partial void GroupMissing(string group, string path);
}
