using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>The supplementary groups of who connected to a Unix socket (SO_PEERGROUPS, unix(7), Linux 4.13), as they were at connect.</summary>
public static partial class PeerGroups
{
    private const int SOL_SOCKET = 1;
    private const int SO_PEERGROUPS = 59;

    /// <summary>Asks the kernel.</summary>
    /// <param name="socket">The connected socket.</param>
    /// <exception cref="LinuxException">Not a Unix socket.</exception>
    public static unsafe IReadOnlyList<uint> Of(int socket)
    {
        var groups = new uint[32];
        while (true)
        {
            var length = groups.Length * sizeof(uint);
            fixed (uint* g = groups)
            {
                if (getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, g, &length) == 0)
                {
                    return groups[..(length / sizeof(uint))];
                }
            }

            // ERANGE tells the needed length in bytes.
            if ((Errno)Marshal.GetLastPInvokeError() is not Errno.ERANGE)
            {
                throw LinuxException.FromLastError("getsockopt", "SO_PEERGROUPS");
            }

            groups = new uint[length / sizeof(uint)];
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int getsockopt(int socket, int level, int name, uint* value, int* length);
}
