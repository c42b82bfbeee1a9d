using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Signals as something to read (signalfd(2)): the given ones are blocked in the calling thread and arrive here instead.</summary>
public sealed partial class SignalDescriptor : IDisposable
{
    private const int SFD_NONBLOCK = 0x800;
    private const int SFD_CLOEXEC = 0x80000;
    private const int SIG_BLOCK = 0;
    private const int SignalSetSize = 128;
    private const int SignalInfoSize = 128;

    private readonly FileDescriptor _descriptor;

    /// <summary>Blocks <paramref name="signals"/> in the calling thread (sigprocmask(2)) and opens the descriptor, non-blocking.</summary>
    /// <exception cref="LinuxException">Out of descriptors or memory.</exception>
    public SignalDescriptor(params ReadOnlySpan<int> signals)
    {
        Span<byte> set = stackalloc byte[SignalSetSize];
        set.Clear();
        foreach (var signal in signals)
        {
            set[(signal - 1) / 8] |= (byte)(1 << ((signal - 1) % 8));
        }

        unsafe
        {
            fixed (byte* mask = set)
            {
                if (sigprocmask(SIG_BLOCK, mask, null) < 0)
                {
                    throw LinuxException.FromLastError("sigprocmask");
                }

                var fd = signalfd(-1, mask, SFD_NONBLOCK | SFD_CLOEXEC);
                if (fd < 0)
                {
                    throw LinuxException.FromLastError("signalfd");
                }

                _descriptor = new FileDescriptor(fd);
            }
        }
    }

    /// <summary>The descriptor, for <see cref="Epoll"/>.</summary>
    public int Number => _descriptor.Number;

    /// <summary>Takes one pending signal.</summary>
    /// <param name="signal">Its number.</param>
    /// <returns>False if none is pending.</returns>
    public bool TryTake(out int signal)
    {
        Span<byte> info = stackalloc byte[SignalInfoSize];
        var read = RawIo.Read(_descriptor.Number, info);
        signal = read == SignalInfoSize ? BitConverter.ToInt32(info) : 0;
        return read == SignalInfoSize;
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int sigprocmask(int how, byte* set, byte* old);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int signalfd(int fd, byte* mask, int flags);
}
