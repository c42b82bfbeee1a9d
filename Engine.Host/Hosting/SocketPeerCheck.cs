using System.Text;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Hosting;

/// <summary>
/// Whether the process at the other end of a connection may use the engine: root, or whom the socket file's owner, group and mode admit.
/// The kernel checks the same at connect(2) when the file is reached by its path; this check holds also for a connection
/// that was made with more rights and handed on, and for a socket in a directory somebody bind-mounted elsewhere.
/// </summary>
internal static class SocketPeerCheck
{
    private const int AtCurrentDirectory = -100; // AT_FDCWD
    private const uint OwnerWrite = 0x80; // S_IWUSR
    private const uint GroupWrite = 0x10; // S_IWGRP
    private const uint OtherWrite = 0x02; // S_IWOTH

    public static bool IsAdmitted(int connection, string socketPath, out PeerCredentials peer)
    {
        peer = PeerCredentials.Of(connection);
        if (peer.Uid == 0)
        {
            return true;
        }

        if (Syscall.Status(AtCurrentDirectory, Encoding.UTF8.GetBytes(socketPath + "\0")) is not { } file)
        {
            return false;
        }

        // The kernel's order: the first class that fits decides.
        return peer.Uid == file.Uid ? (file.Mode & OwnerWrite) != 0
            : peer.Gid == file.Gid || PeerGroups.Of(connection).Contains(file.Gid) ? (file.Mode & GroupWrite) != 0
            : (file.Mode & OtherWrite) != 0;
    }
}
