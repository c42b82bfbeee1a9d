namespace Engine.Runtime.Launch;

/// <summary>The descriptors a launch works with. They stay the caller's.</summary>
internal sealed record LaunchRequirements
{
    /// <summary>The root filesystem, a detached mount (<see cref="RootFilesystem"/>); -1 for an exec.</summary>
    public int Root { get; init; } = -1;

    public int StandardInput { get; init; }

    public int StandardOutput { get; init; } = 1;

    public int StandardError { get; init; } = 2;

    /// <summary>The cgroup's directory in the unified hierarchy, into which the process is cloned; or -1.</summary>
    public int UnifiedCgroup { get; init; } = -1;

    /// <summary>The cgroup's tasks files, one for each version 1 hierarchy; as many as <see cref="LaunchOptions.CgroupJoins"/>.</summary>
    public IReadOnlyList<int> CgroupTasks { get; init; } = [];

    /// <summary>For an exec: pid descriptor of the container's first process; or -1.</summary>
    public int Target { get; init; } = -1;

    /// <summary>Where the child reports once it is created, or -1: to the launcher.</summary>
    public int StartStatus { get; init; } = -1;

    /// <summary>Where the child waits for its start, or -1: for the launcher.</summary>
    public int StartControl { get; init; } = -1;

    /// <summary>Called with the pid once the mounts are made, if the plan has runtime hooks.</summary>
    public Action<int>? RunHooks { get; init; }

    /// <summary>Called with pid and descriptor when the child has a seccomp listener.</summary>
    public Action<int, int>? TakeSeccompListener { get; init; }
}
