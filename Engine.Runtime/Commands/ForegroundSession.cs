using Engine.Linux;
using Engine.Runtime.Launch;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Commands;

/// <summary>
/// This process while a container's program runs in its foreground: signals go on to the program, bytes go between this terminal and its,
/// and its end is this one's. Made before the launch, so that no signal is lost.
/// </summary>
internal sealed unsafe class ForegroundSession : IDisposable
{
    private const int SIGCHLD = 17;
    private const int SIGWINCH = 28;
    private const int SIG_SETMASK = 2;
    private const int SignalRecordSize = 128;
    private const short POLLIN = 1;

    private readonly int _signals;
    private TerminalRelay? _terminal;

    public ForegroundSession()
    {
        const int SFD_CLOEXEC = 0x80000;
        const int SFD_NONBLOCK = 0x800;
        var all = ulong.MaxValue;
        _ = Invoke(SYS_rt_sigprocmask, SIG_SETMASK, (nint)(&all), 0, 8);
        var fd = Invoke(SYS_signalfd4, -1, (nint)(&all), 8, SFD_CLOEXEC | SFD_NONBLOCK);
        _signals = fd >= 0 ? (int)fd : throw new LinuxException("signalfd", (Errno)(int)-fd);
    }

    /// <summary>Connects this process's terminal with the container's, if it has one.</summary>
    public void Attach(LaunchedProcess process)
    {
        var master = process.TakeTerminal();
        _terminal = master >= 0 ? new TerminalRelay(master) : null;
    }

    /// <summary>Waits for the program's end.</summary>
    /// <returns>Its exit status, or 128 + the signal's number.</returns>
    public int Wait(int pid)
    {
        // struct pollfd, three times: descriptor, events.
        var poll = stackalloc int[6];
        while (true)
        {
            if (TakeSignals(pid) is { } code)
            {
                _terminal?.Drain();
                return code;
            }

            poll[0] = _signals;
            poll[1] = POLLIN;
            poll[2] = _terminal?.Input ?? -1;
            poll[3] = POLLIN;
            poll[4] = _terminal?.Master ?? -1;
            poll[5] = POLLIN;
            _ = Invoke(SYS_poll, (nint)poll, 3, -1);
            if ((poll[3] >> 16) != 0)
            {
                _terminal!.RelayInput();
            }

            if ((poll[5] >> 16) != 0)
            {
                _terminal!.RelayOutput();
            }
        }
    }

    public void Dispose()
    {
        _terminal?.Dispose();
        _ = Invoke(SYS_close, _signals);
    }

    /// <summary>Hands signals on. Result: the exit status once the program has ended.</summary>
    private int? TakeSignals(int pid)
    {
        var record = stackalloc byte[SignalRecordSize];
        while (Invoke(SYS_read, _signals, (nint)record, SignalRecordSize) == SignalRecordSize)
        {
            var signal = *(int*)record;
            if (signal == SIGCHLD)
            {
                if (Reap(pid) is { } code)
                {
                    return code;
                }
            }
            else if (signal == SIGWINCH && _terminal is not null)
            {
                _terminal.CopySize();
            }
            else
            {
                _ = Invoke(SYS_kill, pid, signal);
            }
        }

        return null;
    }

    private static int? Reap(int pid)
    {
        const int WNOHANG = 1;
        int? code = null;
        int status;
        nint ended;
        while ((ended = Invoke(SYS_wait4, -1, (nint)(&status), WNOHANG)) > 0)
        {
            code = ended == pid ? WaitStatus.ExitCode(status) : code;
        }

        return code;
    }
}
