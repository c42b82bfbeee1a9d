using Engine.Linux;
using Engine.Linux.Cgroups;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Containers;

/// <summary>A container that this process created.</summary>
internal sealed class Container : IDisposable
{
    private Container(ContainerRequest request, Cgroup cgroup, LaunchedProcess process)
    {
        Request = request;
        Cgroup = cgroup;
        Process = process;
    }

    public ContainerRequest Request { get; }

    public Cgroup Cgroup { get; }

    /// <summary>The first process.</summary>
    public LaunchedProcess Process { get; }

    /// <summary>Makes a container up to the point where its first process waits for the start. Nothing is left after a failure.</summary>
    /// <exception cref="LaunchException">The configuration is wrong, or a step failed.</exception>
    public static Container Create(ContainerRequest request)
    {
        KernelRequirement.Check();
        var spec = request.Spec;
        var linux = spec.Linux ?? new LinuxSpec();
        var layout = CgroupLayout.Detect();
        using var root = OpenRoot(request, linux);
        var process = spec.Process ?? throw LaunchException.Invalid("the configuration has no process");
        var identity = Identity.Resolve(root.Number, request.User, request.AdditionalGroups, process.User, process.Env);
        var filter = SeccompFilter.Compile(linux.Seccomp);
        var path = CgroupPath.Clean(linux.CgroupsPath is { Length: > 0 } given ? given : "/engine/" + request.Id);
        var version1 = layout.Hierarchies.Count(h => h.Version == CgroupVersion.V1);
        var plan = LaunchCompiler.Compile(spec, new LaunchOptions
        {
            ContainerId = request.Id,
            Bundle = request.Bundle,
            User = identity.User,
            Home = identity.Home,
            Cgroups = CgroupViews.Of(layout, path),
            CgroupJoins = version1,
            Init = request.Init,
            NoPivot = request.NoPivot,
            NoNewKeyring = request.NoNewKeyring,
            DieWithParent = request.DieWithParent,
            PreserveDescriptors = request.PreserveDescriptors,
            StartedByAnother = request.StartControl >= 0,
            AvailableCapabilities = OwnCapabilities.Permitted(),
            LastCapability = (int)Linux.Capabilities.LastCapability.Detect(),
            SecurityModules = SecurityLabel.Detect(process, linux.MountLabel),
            Filter = filter,
        });
        var cgroup = MakeCgroup(layout, path, linux.Resources);
        try
        {
            using var tasks = CgroupTasks.Open(cgroup);
            var launched = Launcher.Launch(plan, new LaunchRequirements
            {
                Root = root.Number,
                StandardInput = request.StandardInput,
                StandardOutput = request.StandardOutput,
                StandardError = request.StandardError,
                UnifiedCgroup = cgroup.UnifiedDirectory,
                CgroupTasks = tasks.Numbers,
                StartStatus = request.StartStatus,
                StartControl = request.StartControl,
                RunHooks = pid => Hooks.RunAll(plan.Duties.RuntimeHooks, State(request, "creating", pid)),
                TakeSeccompListener = (pid, fd) => SeccompListener.Send(plan.Duties, State(request, "creating", pid), fd),
            });
            return new Container(request, cgroup, launched);
        }
        catch
        {
            Remove(cgroup);
            throw;
        }
    }

    /// <summary>Starts a further process, which waits for <see cref="LaunchedProcess.Start"/>.</summary>
    public LaunchedProcess Exec(ExecTask task) => task.Launch(Process.Pid, Process.PidDescriptor, Cgroup, Request.Spec);

    /// <summary>The state document.</summary>
    public static RuntimeState State(ContainerRequest request, string status, int pid) => new()
    {
        OciVersion = request.Spec.OciVersion,
        Id = request.Id,
        Status = status,
        Pid = pid,
        Bundle = request.Bundle,
        Annotations = request.Spec.Annotations,
    };

    /// <summary>Kills what is left and removes the cgroup.</summary>
    public void Dispose()
    {
        Process.Dispose();
        Remove(Cgroup);
    }

    private static FileDescriptor OpenRoot(ContainerRequest request, LinuxSpec linux)
    {
        if (request.Overlay is { } overlay)
        {
            var mapped = linux.UidMappings is { Count: > 0 } && linux.GidMappings is { Count: > 0 };
            return RootFilesystem.FromLayers(overlay, mapped ? new IdMappings(linux.UidMappings!, linux.GidMappings!) : null);
        }

        return request.Spec.Root?.Path is { Length: > 0 } path
            ? RootFilesystem.FromDirectory(Path.GetFullPath(path, request.Bundle))
            : throw LaunchException.Invalid("the configuration has no root");
    }

    private static Cgroup MakeCgroup(CgroupLayout layout, string path, LinuxResources? resources)
    {
        var cgroup = Cgroup.Create(layout, path);
        try
        {
            if (resources is not null)
            {
                cgroup.Apply(ResourceLimitsMap.ToCgroup(resources, withDefaultDevices: true));
            }

            return cgroup;
        }
        catch
        {
            Remove(cgroup);
            throw;
        }
    }

    private static void Remove(Cgroup cgroup)
    {
        cgroup.KillAll();
        try
        {
            cgroup.Delete();
        }
        catch (LinuxException)
        {
            // A process in uninterruptible sleep keeps it; it holds no limits anybody counts on, and the next delete tries again.
        }

        cgroup.Dispose();
    }
}
