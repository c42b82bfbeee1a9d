using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>A pipe (pipe2(2)), close-on-exec at both ends.</summary>
public static partial class Pipe
{
    private const int O_CLOEXEC = 0x80000;

    /// <summary>Makes a pipe.</summary>
    /// <exception cref="LinuxException">EMFILE, ENFILE: out of descriptors or pipe buffers.</exception>
    public static unsafe (FileDescriptor Read, FileDescriptor Write) Create()
    {
        var ends = stackalloc int[2];
        return pipe2(ends, O_CLOEXEC) < 0
            ? throw LinuxException.FromLastError("pipe2")
            : (new FileDescriptor(ends[0]), new FileDescriptor(ends[1]));
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int pipe2(int* ends, int flags);
}
