using Engine.Linux;
using Engine.Oci.Specs;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>A resource limit (getrlimit(2)).</summary>
/// <param name="Resource">The kernel's number for the resource.</param>
/// <param name="Soft">What is enforced.</param>
/// <param name="Hard">Up to where the process may raise it.</param>
internal sealed record ResourceLimit(int Resource, ulong Soft, ulong Hard)
{
    /// <exception cref="LaunchException">There is no such resource.</exception>
    public static IReadOnlyList<ResourceLimit> From(IReadOnlyList<PosixRlimit>? limits) =>
        [.. (limits ?? []).Select(l => new ResourceLimit(Number(l.Type), l.Soft, l.Hard))];

    /// <summary>Sets it for another process.</summary>
    /// <exception cref="LaunchException">It was refused.</exception>
    public unsafe void Set(int pid)
    {
        var values = stackalloc ulong[2] { Soft, Hard };
        var result = Invoke(SYS_prlimit64, pid, Resource, (nint)values);
        if (result < 0)
        {
            throw new LaunchException($"error setting rlimits: error setting rlimit type {Resource}: {ErrnoText.Of((Errno)(int)-result)}");
        }
    }

    private static int Number(string? type) => type switch
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
