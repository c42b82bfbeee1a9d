using System.Runtime.InteropServices;
using Engine.Linux.Syscalls;

namespace Engine.Linux.Namespaces;

/// <summary>
/// Network namespaces (network_namespaces(7)), and a thread that visits them: a socket stays in the namespace it was opened in, and
/// <c>/proc/sys/net</c> is that of the thread that opens it.
/// </summary>
public sealed partial class NetworkNamespace : IDisposable
{
    private static readonly Visitor s_visitor = new();

    private readonly FileDescriptor descriptor;

    private NetworkNamespace(FileDescriptor descriptor) => this.descriptor = descriptor;

    /// <summary>A descriptor of it, for IFLA_NET_NS_FD and setns(2).</summary>
    public FileDescriptor Descriptor => descriptor;

    /// <summary>That of a process. It lives at least as long as this object.</summary>
    /// <param name="pid">The process, or 0 for the calling thread.</param>
    /// <exception cref="LinuxException">There is no such process.</exception>
    public static NetworkNamespace Of(int pid)
    {
        string path = pid == 0 ? "/proc/thread-self/ns/net\0" : $"/proc/{pid}/ns/net\0";
        return new NetworkNamespace(Syscall.OpenAt2(Syscall.AT_FDCWD, System.Text.Encoding.UTF8.GetBytes(path), Syscall.O_RDONLY, 0, 0));
    }

    /// <summary>Runs <paramref name="work"/> on a thread that is in the namespace meanwhile. It must be short, and what it opens stays.</summary>
    /// <exception cref="LinuxException">The namespace cannot be entered.</exception>
    public Task<T> RunAsync<T>(Func<T> work) => s_visitor.RunAsync(descriptor, work);

    /// <inheritdoc/>
    public void Dispose() => descriptor.Dispose();

    private static void Enter(FileDescriptor space)
    {
        // Held: once it is closed its number may be another container's namespace.
        bool held = false;
        try
        {
            space.DangerousAddRef(ref held);
            if (setns(space.Number, (int)CloneFlag.CLONE_NEWNET) < 0)
            {
                throw LinuxException.FromLastError("setns", "network namespace");
            }
        }
        finally
        {
            if (held)
            {
                space.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(int fd, int type);
}
