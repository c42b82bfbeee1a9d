using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Private zeroed memory straight from the kernel (mmap(2)), outside any heap. A page costs nothing until it is touched.</summary>
public sealed unsafe partial class AnonymousMemory : IDisposable
{
    private const int PROT_READ = 1;
    private const int PROT_WRITE = 2;
    private const int MAP_PRIVATE = 2;
    private const int MAP_ANONYMOUS = 0x20;
    private const int MADV_DONTNEED = 4;

    private readonly int _length;
    private byte* _start;

    /// <param name="length">Bytes.</param>
    /// <exception cref="LinuxException">ENOMEM.</exception>
    public AnonymousMemory(int length)
    {
        _start = mmap(null, (nuint)length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if ((nint)_start == -1)
        {
            throw LinuxException.FromLastError("mmap");
        }

        _length = length;
    }

    /// <summary>All of it. Not to be used after <see cref="Dispose"/>.</summary>
    public Span<byte> Span => new(_start, _length);

    /// <summary>Gives the pages back to the kernel; the contents read as zeros from now on (madvise(2), MADV_DONTNEED).</summary>
    public void Forget() => _ = madvise(_start, (nuint)_length, MADV_DONTNEED);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_start is not null)
        {
            _ = munmap(_start, (nuint)_length);
            _start = null;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial byte* mmap(void* address, nuint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("libc")]
    private static partial int madvise(void* address, nuint length, int advice);

    [LibraryImport("libc")]
    private static partial int munmap(void* address, nuint length);
}
