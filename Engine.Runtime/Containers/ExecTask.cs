using Engine.Linux.Cgroups;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;
using static Engine.Linux.Syscalls.Syscall;

namespace Engine.Runtime.Containers;

/// <summary>A further process for a running container.</summary>
internal sealed record ExecTask
{
    public required string ContainerId { get; init; }

    public required ProcessSpec Process { get; init; }

    /// <summary><c>USER[:GROUP]</c>, by the container's own files; null: <c>process.user</c>.</summary>
    public string? User { get; init; }

    public IReadOnlyList<string> AdditionalGroups { get; init; } = [];

    public bool DieWithParent { get; init; }

    public int PreserveDescriptors { get; init; }

    public int StandardInput { get; init; }

    public int StandardOutput { get; init; } = 1;

    public int StandardError { get; init; } = 2;

    /// <summary>Launches it beside a container's first process.</summary>
    /// <param name="pid">The first process.</param>
    /// <param name="pidDescriptor">Its pid descriptor.</param>
    /// <param name="cgroup">The cgroup to join.</param>
    /// <param name="spec">The container's configuration, whose filter holds for every process.</param>
    public LaunchedProcess Launch(int pid, int pidDescriptor, Cgroup cgroup, RuntimeSpec spec)
    {
        using var root = NativePath.Open(AT_FDCWD, $"/proc/{pid}/root", O_PATH | O_DIRECTORY);
        var identity = Identity.Resolve(root.Number, User, AdditionalGroups, Process.User, Process.Env);
        using var tasks = CgroupTasks.Open(cgroup);
        var options = new LaunchOptions
        {
            ContainerId = ContainerId,
            Bundle = "/",
            User = identity.User,
            Home = identity.Home,
            CgroupJoins = tasks.Numbers.Count,
            DieWithParent = DieWithParent,
            PreserveDescriptors = PreserveDescriptors,
            AvailableCapabilities = OwnCapabilities.Permitted(),
            LastCapability = (int)Linux.Capabilities.LastCapability.Detect(),
            SecurityModules = SecurityLabel.Detect(Process),
            Filter = SeccompFilter.Compile(spec.Linux?.Seccomp),
        };
        var plan = ExecCompiler.Compile(Process, spec, options, NamespaceDifference.Between(pid));
        return Launcher.Launch(plan, new LaunchRequirements
        {
            Target = pidDescriptor,
            StandardInput = StandardInput,
            StandardOutput = StandardOutput,
            StandardError = StandardError,
            UnifiedCgroup = cgroup.UnifiedDirectory,
            CgroupTasks = tasks.Numbers,
            TakeSeccompListener = (execPid, fd) =>
                SeccompListener.Send(plan.Duties, new RuntimeState { Id = ContainerId, Status = "running", Pid = pid, Bundle = "/" }, fd, execPid),
        });
    }
}
