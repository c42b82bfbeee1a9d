using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.Commands;

/// <summary>Copies between this process's terminal, set to raw mode meanwhile, and a container's.</summary>
internal sealed unsafe class TerminalRelay : IDisposable
{
    private const int TCGETS = 0x5401;
    private const int TCSETS = 0x5402;
    private const int TIOCGWINSZ = 0x5413;
    private const int TIOCSWINSZ = 0x5414;
    private const int TermiosSize = 36;
    private const int BufferSize = 32 * 1024;

    private readonly byte[] _before = new byte[TermiosSize];
    private readonly bool _isTerminal;
    private readonly byte[] _buffer = new byte[BufferSize];

    public TerminalRelay(int master)
    {
        Master = master;
        fixed (byte* before = _before)
        {
            _isTerminal = Invoke(SYS_ioctl, 0, TCGETS, (nint)before) >= 0;
        }

        if (_isTerminal)
        {
            SetRaw();
            CopySize();
        }
    }

    /// <summary>The container's side.</summary>
    public int Master { get; }

    /// <summary>This side, or -1 once it has ended.</summary>
    public int Input { get; private set; }

    public void RelayInput()
    {
        if (!Copy(Input, Master))
        {
            Input = -1;
        }
    }

    public bool RelayOutput() => Copy(Master, 1);

    /// <summary>Copies what the program has left behind.</summary>
    public void Drain()
    {
        const int F_SETFL = 4;
        const int O_NONBLOCK = 0x800;
        _ = Invoke(SYS_fcntl, Master, F_SETFL, O_NONBLOCK);
        while (RelayOutput())
        {
        }
    }

    public void CopySize()
    {
        var size = stackalloc ushort[4];
        if (Invoke(SYS_ioctl, 0, TIOCGWINSZ, (nint)size) >= 0)
        {
            _ = Invoke(SYS_ioctl, Master, TIOCSWINSZ, (nint)size);
        }
    }

    public void Dispose()
    {
        if (_isTerminal)
        {
            fixed (byte* before = _before)
            {
                _ = Invoke(SYS_ioctl, 0, TCSETS, (nint)before);
            }
        }

        _ = Invoke(SYS_close, Master);
    }

    /// <summary>cfmakeraw(3).</summary>
    private void SetRaw()
    {
        var raw = stackalloc uint[TermiosSize / 4];
        _before.CopyTo(new Span<byte>(raw, TermiosSize));
        raw[0] &= ~0x5EBu;
        raw[1] &= ~0x1u;
        raw[2] = (raw[2] & ~0x130u) | 0x30;
        raw[3] &= ~0x804Bu;
        _ = Invoke(SYS_ioctl, 0, TCSETS, (nint)raw);
    }

    private bool Copy(int from, int to)
    {
        fixed (byte* p = _buffer)
        {
            var length = Invoke(SYS_read, from, (nint)p, BufferSize);
            for (nint at = 0; at < length;)
            {
                var written = Invoke(SYS_write, to, (nint)(p + at), length - at);
                if (written <= 0)
                {
                    return false;
                }

                at += written;
            }

            return length > 0;
        }
    }
}
