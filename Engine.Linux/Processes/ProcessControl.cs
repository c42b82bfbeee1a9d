namespace Engine.Linux.Processes;

/// <summary>Options of prctl(2).</summary>
public static class ProcessControl
{
    /// <summary>Signal when the parent dies.</summary>
    public const int PR_SET_PDEATHSIG = 1;

    /// <summary>Whether others may trace and read the process.</summary>
    public const int PR_SET_DUMPABLE = 4;

    /// <summary>Permitted capabilities survive a change of user.</summary>
    public const int PR_SET_KEEPCAPS = 8;

    /// <summary>Drops a capability from the bounding set.</summary>
    public const int PR_CAPBSET_DROP = 24;

    /// <summary>Orphans become children of this process.</summary>
    public const int PR_SET_CHILD_SUBREAPER = 36;

    /// <summary>execve(2) grants nothing any more.</summary>
    public const int PR_SET_NO_NEW_PRIVS = 38;

    /// <summary>Ambient capabilities.</summary>
    public const int PR_CAP_AMBIENT = 47;

    /// <summary>Adds an ambient capability.</summary>
    public const int PR_CAP_AMBIENT_RAISE = 2;

    /// <summary>Clears the ambient set.</summary>
    public const int PR_CAP_AMBIENT_CLEAR_ALL = 4;

    /// <summary>The name of the thread.</summary>
    public const int PR_SET_NAME = 15;
}
