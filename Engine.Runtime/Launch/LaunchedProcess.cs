using Engine.Linux;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Launch;

/// <summary>A process that was launched: it waits for <see cref="Start"/>, then executes its program.</summary>
internal sealed unsafe class LaunchedProcess : IDisposable
{
    private const int SIGKILL = 9;

    private readonly LaunchPlan _plan;
    private int _status;
    private int _control;
    private int _pidfd;
    private int _terminal = -1;

    internal LaunchedProcess(LaunchPlan plan, int pid, int pidfd, int status, int control)
    {
        _plan = plan;
        Pid = pid;
        _pidfd = pidfd;
        _status = status;
        _control = control;
    }

    /// <summary>What the process was launched by.</summary>
    public LaunchPlan Plan => _plan;

    /// <summary>Process id in the launcher's pid namespace.</summary>
    public int Pid { get; private set; }

    /// <summary>Pid descriptor; this object's.</summary>
    public int PidDescriptor => _pidfd;

    /// <summary>Master side of the terminal, the caller's from now on; -1 if there is none.</summary>
    public int TakeTerminal() => Interlocked.Exchange(ref _terminal, -1);

    /// <summary>Lets the process go on, and returns when its program was executed.</summary>
    /// <exception cref="LaunchException">The program could not be executed; the process is gone.</exception>
    public void Start()
    {
        Go();
        while (Receive(out var record, out _))
        {
            if (record.Kind == StatusKind.Failed)
            {
                throw Abandon(record);
            }
        }

        // The channel closes on exec.
        CloseChannels();
    }

    /// <summary>Kills the process and takes its status.</summary>
    public void Kill()
    {
        Invoke(SYS_pidfd_send_signal, _pidfd, SIGKILL, 0, 0);
        Reap();
    }

    /// <summary>Waits for the process's end.</summary>
    /// <returns>The status of wait4(2).</returns>
    public int Reap()
    {
        int status = 0;
        while (Invoke(SYS_wait4, Pid, (nint)(&status)) == -(int)Errno.EINTR)
        {
        }

        return status;
    }

    public void Dispose()
    {
        CloseChannels();
        Close(ref _pidfd);
        Close(ref _terminal);
    }

    /// <summary>Does for the child what only the parent can, until the child is created.</summary>
    internal void Accompany(LaunchRequirements requirements)
    {
        try
        {
            while (Receive(out var record, out var descriptor))
            {
                switch (record.Kind)
                {
                    case StatusKind.Reborn:
                        Follow(record.Detail);
                        Go();
                        break;
                    case StatusKind.NeedLimits:
                        foreach (var limit in _plan.Duties.Limits)
                        {
                            limit.Set(Pid);
                        }

                        Go();
                        break;
                    case StatusKind.NeedMappings:
                        UserNamespace.WriteMappings(Pid, _plan.Duties.Mappings!);
                        Go();
                        break;
                    case StatusKind.NeedHooks:
                        requirements.RunHooks?.Invoke(Pid);
                        Go();
                        break;
                    case StatusKind.Terminal:
                        _terminal = descriptor;
                        break;
                    case StatusKind.SeccompListener:
                        requirements.TakeSeccompListener?.Invoke(Pid, descriptor);
                        Invoke(SYS_close, descriptor);
                        break;
                    case StatusKind.Created:
                        if (_plan.Duties.OomScoreAdj is { } score)
                        {
                            OomScore.Set(Pid, score);
                        }

                        return;
                    case StatusKind.Failed:
                        throw Failure(record);
                }
            }

            throw new LaunchException($"the process ended during its set-up: {WaitStatus.Describe(Reap())}");
        }
        catch
        {
            Kill();
            Dispose();
            throw;
        }
    }

    /// <summary>The process goes on as another, a child of this one as well: it cannot be gone, and its number nobody else's, before it is waited for.</summary>
    private void Follow(int pid)
    {
        var pidfd = (int)Invoke(SYS_pidfd_open, pid, 0);
        if (pidfd < 0)
        {
            throw new LaunchException("pidfd_open", (Errno)(-pidfd));
        }

        Reap();
        Close(ref _pidfd);
        (Pid, _pidfd) = (pid, pidfd);
    }

    private LaunchException Abandon(in StatusRecord record)
    {
        var failure = Failure(record);
        Kill();
        return failure;
    }

    private LaunchException Failure(in StatusRecord record) => Launcher.Failure(_plan.Child[record.Step], (Errno)record.Errno, record.Detail);

    private void Go()
    {
        byte go = 1;
        Invoke(SYS_write, _control, (nint)(&go), 1);
    }

    /// <summary>Takes the next record; false when the channel is closed.</summary>
    private bool Receive(out StatusRecord record, out int descriptor)
    {
        StatusRecord received = default;
        var vector = stackalloc nint[2] { (nint)(&received), sizeof(StatusRecord) };
        var control = stackalloc int[6];
        var message = stackalloc nint[7] { 0, 0, (nint)vector, 1, (nint)control, 24, 0 };
        const int MSG_CMSG_CLOEXEC = 0x40000000;
        nint result;
        do
        {
            result = Invoke(SYS_recvmsg, _status, (nint)message, MSG_CMSG_CLOEXEC);
        }
        while (result == -(int)Errno.EINTR);

        record = received;
        descriptor = message[5] >= 20 ? control[4] : -1;
        return result == sizeof(StatusRecord);
    }

    private void CloseChannels()
    {
        Close(ref _status);
        Close(ref _control);
    }

    private static void Close(ref int fd)
    {
        if (fd >= 0)
        {
            Invoke(SYS_close, fd);
            fd = -1;
        }
    }
}
