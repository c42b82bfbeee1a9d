using Engine.Oci.Specs;

namespace Engine.Runtime.Launch;

/// <summary>Compiles an OCI configuration into a launch plan. Reads nothing and changes nothing: everything it knows is in its arguments.</summary>
internal sealed partial class LaunchCompiler
{
    private readonly RuntimeSpec _spec;
    private readonly LinuxSpec _linux;
    private readonly ProcessSpec _process;
    private readonly LaunchOptions _options;
    private readonly SlotAllocator _slots = new();
    private readonly PlanBuilder _prepare;
    private readonly PlanBuilder _child;
    private readonly List<Slot> _inherited = [];
    private readonly List<Slot> _cgroupJoins = [];
    private readonly NamespaceSet _namespaces;

    private LaunchCompiler(RuntimeSpec spec, LaunchOptions options)
    {
        _spec = spec;
        _linux = spec.Linux ?? new LinuxSpec();
        _process = spec.Process ?? throw LaunchException.Invalid("the configuration has no process");
        _options = options;
        _namespaces = NamespaceSet.From(_linux);
        _prepare = new PlanBuilder(_slots);
        _child = new PlanBuilder(_slots);
    }

    /// <exception cref="LaunchException">The configuration is wrong.</exception>
    public static LaunchPlan Compile(RuntimeSpec spec, LaunchOptions options) => new LaunchCompiler(spec, options).Compile();

    private LaunchPlan Compile()
    {
        Validate();
        EnterNamespaces();
        AttachRoot();
        MakeMounts();
        MakeDevices();
        MakeWorkingDirectory();
        var terminal = _process.Terminal ? OpenTerminal() : (Slot?)null;
        MaskPaths();
        RunCreationHooks();
        ChangeRoot();
        SetNames();
        SetSysctls();
        return Finish(terminal);
    }

    private LaunchPlan Finish(Slot? terminal)
    {
        var process = new ProcessCompiler(_child, _process, _options, _namespaces.HasUser)
        {
            Filter = _options.Filter,
            FilterListener = _linux.Seccomp?.ListenerPath is { Length: > 0 },
            Personality = _linux.Personality,
            StartContainerHooks = _spec.Hooks?.StartContainer ?? [],
            State = _spec.Hooks?.StartContainer is { Count: > 0 } ? StateDocument("created") : [],
        };
        process.Compile(terminal);
        return new LaunchPlan
        {
            CloneFlags = _namespaces.CloneFlags,
            Prepare = _prepare.Steps,
            Child = _child.Steps,
            SlotCount = _slots.Count,
            Inherited = _inherited,
            CgroupJoins = _cgroupJoins,
            MountNamespaces = [.. _mountNamespaces.Select(p => (p.Value, p.Key))],
            Duties = new ParentDuties
            {
                JoinBeforeClone = _namespaces.JoinBeforeClone,
                Mappings = _namespaces.NewUser ? new IdMappings(_linux.UidMappings ?? [], _linux.GidMappings ?? []) : null,
                Limits = ResourceLimit.From(_process.Rlimits),
                OomScoreAdj = _process.OomScoreAdj,
                NeedsProcfs = _linux.Sysctl is { Count: > 0 } || _namespaces.NewTime || SecurityLabel.IsWanted(_process, _options.SecurityModules),
                RuntimeHooks = [.. _spec.Hooks?.Prestart ?? [], .. _spec.Hooks?.CreateRuntime ?? []],
                SeccompListenerPath = _linux.Seccomp?.ListenerPath,
                SeccompListenerMetadata = _linux.Seccomp?.ListenerMetadata,
            },
        };
    }
}
