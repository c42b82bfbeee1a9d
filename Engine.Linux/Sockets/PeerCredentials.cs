using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Who connected to a Unix socket (SO_PEERCRED, unix(7)): <c>struct ucred</c> as it was at connect.</summary>
[StructLayout(LayoutKind.Sequential)]
public partial struct PeerCredentials
{
    private const int SOL_SOCKET = 1;
    private const int SO_PEERCRED = 17;

    /// <summary>Process id in the caller's pid namespace; 0 if it is in none the caller sees.</summary>
    public int Pid;

    /// <summary>Effective user id in the caller's user namespace.</summary>
    public uint Uid;

    /// <summary>Effective group id in the caller's user namespace.</summary>
    public uint Gid;

    /// <summary>Asks the kernel.</summary>
    /// <exception cref="LinuxException">Not a Unix socket.</exception>
    public static unsafe PeerCredentials Of(int socket)
    {
        PeerCredentials credentials;
        var length = sizeof(PeerCredentials);
        return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) < 0
            ? throw LinuxException.FromLastError("getsockopt", "SO_PEERCRED")
            : credentials;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int getsockopt(int socket, int level, int name, PeerCredentials* value, int* length);
}
