using System.Runtime.InteropServices;

namespace Engine.Linux.Capabilities;

/// <summary>Finds the last capability that the running kernel knows; a newer or older kernel than this library's names is normal.</summary>
public static partial class LastCapability
{
    private const int PR_CAPBSET_READ = 23;
    private const int HighestBit = 63;

    /// <summary>
    /// The last capability of the running kernel. Asks prctl(2) with PR_CAPBSET_READ, which refuses unknown numbers with EINVAL, so
    /// neither /proc (cap_last_cap) nor a file read is needed.
    /// </summary>
    public static Capability Detect()
    {
        int known = 0;
        int unknown = HighestBit + 1;
        while (unknown - known > 1)
        {
            int middle = (known + unknown) / 2;
            if (prctl(PR_CAPBSET_READ, (nuint)middle, 0, 0, 0) >= 0)
            {
                known = middle;
            }
            else
            {
                unknown = middle;
            }
        }

        return (Capability)known;
    }

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint arg2, nuint arg3, nuint arg4, nuint arg5);
}
