namespace Engine.Linux.Namespaces;

/// <summary>Flags of clone3(2), unshare(2) and setns(2).</summary>
public static class CloneFlag
{
    /// <summary>New time namespace.</summary>
    public const ulong CLONE_NEWTIME = 0x80;

    /// <summary>New mount namespace.</summary>
    public const ulong CLONE_NEWNS = 0x20000;

    /// <summary>New cgroup namespace.</summary>
    public const ulong CLONE_NEWCGROUP = 0x2000000;

    /// <summary>New UTS namespace.</summary>
    public const ulong CLONE_NEWUTS = 0x4000000;

    /// <summary>New IPC namespace.</summary>
    public const ulong CLONE_NEWIPC = 0x8000000;

    /// <summary>New user namespace.</summary>
    public const ulong CLONE_NEWUSER = 0x10000000;

    /// <summary>New pid namespace.</summary>
    public const ulong CLONE_NEWPID = 0x20000000;

    /// <summary>New network namespace.</summary>
    public const ulong CLONE_NEWNET = 0x40000000;

    /// <summary>The parent gets a pid descriptor.</summary>
    public const ulong CLONE_PIDFD = 0x1000;

    /// <summary>The child gets the caller's parent.</summary>
    public const ulong CLONE_PARENT = 0x8000;

    /// <summary>Shares memory.</summary>
    public const ulong CLONE_VM = 0x100;

    /// <summary>The parent waits for exec or exit.</summary>
    public const ulong CLONE_VFORK = 0x4000;

    /// <summary>Handled signals get their default action.</summary>
    public const ulong CLONE_CLEAR_SIGHAND = 0x100000000;

    /// <summary>The child starts in a cgroup v2.</summary>
    public const ulong CLONE_INTO_CGROUP = 0x200000000;
}
