using Engine.Linux;
using Engine.Oci.Specs;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>Resource limits of another process (prlimit(2)). Set by the parent: in a user namespace the process has no right to raise its own.</summary>
internal static unsafe class ResourceLimits
{
    public static void Set(int pid, IReadOnlyList<PosixRlimit> limits)
    {
        var values = stackalloc ulong[2];
        foreach (var limit in limits)
        {
            var resource = Resource(limit.Type);
            values[0] = limit.Soft;
            values[1] = limit.Hard;
            var result = Invoke(SYS_prlimit64, pid, resource, (nint)values);
            if (result < 0)
            {
                throw new LaunchException($"error setting rlimits: error setting rlimit type {resource}: {ErrnoText.Of((Errno)(int)-result)}");
            }
        }
    }

    public static int Resource(string? type) => type switch
    {
        "RLIMIT_CPU" => 0,
        "RLIMIT_FSIZE" => 1,
        "RLIMIT_DATA" => 2,
        "RLIMIT_STACK" => 3,
        "RLIMIT_CORE" => 4,
        "RLIMIT_RSS" => 5,
        "RLIMIT_NPROC" => 6,
        "RLIMIT_NOFILE" => 7,
        "RLIMIT_MEMLOCK" => 8,
        "RLIMIT_AS" => 9,
        "RLIMIT_LOCKS" => 10,
        "RLIMIT_SIGPENDING" => 11,
        "RLIMIT_MSGQUEUE" => 12,
        "RLIMIT_NICE" => 13,
        "RLIMIT_RTPRIO" => 14,
        "RLIMIT_RTTIME" => 15,
        _ => throw LaunchException.Invalid($"unknown rlimit {type}"),
    };
}
