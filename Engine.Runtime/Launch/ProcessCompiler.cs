using Engine.Linux;
using Engine.Oci.Specs;
using static Engine.Linux.Processes.ProcessControl;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>Compiles what a process is, once it is where it belongs: streams, user, capabilities, filter, program. The same for a container's first process and for an exec.</summary>
internal sealed partial class ProcessCompiler(PlanBuilder steps, ProcessSpec process, LaunchOptions options, bool inUserNamespace)
{
    private const int TIOCSCTTY = 0x540E;
    private const int SIGKILL = 9;

    public CompiledFilter? Filter { get; init; }

    /// <summary>Somebody listens for the filter's notifications.</summary>
    public bool FilterListener { get; init; }

    public LinuxPersonality? Personality { get; init; }

    public IReadOnlyList<HookSpec> StartContainerHooks { get; init; } = [];

    /// <summary>State document for hooks.</summary>
    public byte[] State { get; init; } = [];

    private ProcessUser User { get; } = options.User ?? process.User ?? new ProcessUser();

    public void Compile(Slot? terminal)
    {
        if (process.Args is not { Count: > 0 } arguments)
        {
            throw LaunchException.Invalid("args must not be empty");
        }

        JoinKeyring();
        SecurityLabel.Add(steps, process, options.SecurityModules);
        SetScheduling();
        ConnectStreams(terminal);
        steps.Do("give the standard streams to the user", OperationCode.OwnStandardStreams, User.Uid);
        var last = 2 + options.PreserveDescriptors;
        const int CLOSE_RANGE_CLOEXEC = 4;
        steps.Call("keep other descriptors from the program", SYS_close_range, last + 1, (long)uint.MaxValue, CLOSE_RANGE_CLOEXEC);
        ChangeUser();

        // Loading a filter takes CAP_SYS_ADMIN or no_new_privs. With the latter it waits until the very end, to filter as little of the runtime as it can.
        var late = process.NoNewPrivileges && !FilterListener;
        if (process.NoNewPrivileges)
        {
            steps.Call("set no_new_privs", SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        }

        if (!late)
        {
            LoadFilter();
        }

        SetCapabilities();
        var environment = Environment();
        var candidates = ProgramSearch.Candidates(arguments[0], environment);
        var found = steps.Make(ProgramSearch.Describe(arguments[0]), OperationCode.FindProgram, Operand.List(candidates));
        WaitForStart();
        steps.Do("reset signals", OperationCode.ResetSignals);
        if (late)
        {
            LoadFilter();
        }

        if (options.DieWithParent)
        {
            // After the change of user, which resets it.
            steps.Call("die with the monitor", SYS_prctl, PR_SET_PDEATHSIG, SIGKILL);
        }

        if (options.Init)
        {
            steps.Do("become init", OperationCode.BecomeInit);
        }

        steps.Do($"exec {arguments[0]}", OperationCode.Execute, Operand.List(candidates), found, Operand.List(arguments), Operand.List(environment));
    }

    private void WaitForStart()
    {
        steps.Do("report that the container is created", OperationCode.Report, Slot.Status, (int)StatusKind.Created, 0);
        if (options.StartedByAnother)
        {
            steps.Do("report to who starts from now on", OperationCode.Report, Slot.StartStatus, (int)StatusKind.None, 0);
            steps.Do("wait for the start", OperationCode.Wait, Slot.StartControl);
        }
        else
        {
            steps.Do("wait for the start", OperationCode.Wait, Slot.Control);
        }

        foreach (var hook in StartContainerHooks)
        {
            HookStep.Add(steps, "startContainer", hook, State);
        }
    }

    private void JoinKeyring()
    {
        if (!options.NoNewKeyring)
        {
            const int KEYCTL_JOIN_SESSION_KEYRING = 1;
            steps.Try("join a session keyring", [Errno.ENOSYS, Errno.EPERM], SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, "_ses." + options.ContainerId);
        }
    }

    private void ConnectStreams(Slot? terminal)
    {
        var (input, output, error) = terminal is { } slave ? (slave, slave, slave) : (Slot.StandardInput, Slot.StandardOutput, Slot.StandardError);
        steps.Call("connect standard input", SYS_dup2, input, 0);
        steps.Call("connect standard output", SYS_dup2, output, 1);
        steps.Call("connect standard error", SYS_dup2, error, 2);
        if (terminal is not null)
        {
            steps.Call("make the terminal the controlling one", SYS_ioctl, 0, TIOCSCTTY, 0);
        }
    }

    private void LoadFilter()
    {
        if (Filter is null)
        {
            return;
        }

        var listener = steps.Make(
            "load the seccomp filter", OperationCode.LoadFilter, Operand.Data(Filter.Program), Filter.Program.Length / 8, (long)Filter.Flags);
        if (FilterListener)
        {
            steps.Do("hand over the seccomp listener", OperationCode.SendDescriptor, Slot.Status, (int)StatusKind.SeccompListener, listener);
            steps.Call("close the seccomp listener", SYS_close, listener);
        }
    }

    private List<string> Environment()
    {
        // A variable that is named twice has its last value, in the first one's place: getenv(3) would find the first.
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in process.Env ?? [])
        {
            var equals = entry.IndexOf('=');
            last[equals < 0 ? entry : entry[..equals]] = entry;
        }

        List<string> environment = [.. last.Values];
        if (!environment.Any(e => e.StartsWith("HOME=", StringComparison.Ordinal) && e.Length > 5))
        {
            environment.RemoveAll(e => e == "HOME=");
            environment.Add("HOME=" + options.Home);
        }

        return environment;
    }
}
