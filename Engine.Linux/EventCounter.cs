using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A counter that wakes an event loop from other threads (eventfd(2)), close-on-exec and non-blocking.</summary>
public sealed partial class EventCounter : IDisposable
{
    private const int EFD_NONBLOCK = 0x800;
    private const int EFD_CLOEXEC = 0x80000;

    /// <summary>Makes a counter that stands at zero.</summary>
    /// <exception cref="LinuxException">Out of descriptors or memory.</exception>
    public EventCounter()
    {
        var fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        Descriptor = fd < 0 ? throw LinuxException.FromLastError("eventfd") : new FileDescriptor(fd);
    }

    /// <summary>Readable while the counter is not zero.</summary>
    public FileDescriptor Descriptor { get; }

    /// <summary>Adds one.</summary>
    public void Signal() => RawIo.Write(Descriptor.Number, [1, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>Sets it to zero.</summary>
    public void Reset()
    {
        Span<byte> count = stackalloc byte[sizeof(ulong)];
        RawIo.Read(Descriptor.Number, count);
    }

    /// <inheritdoc/>
    public void Dispose() => Descriptor.Dispose();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint value, int flags);
}
