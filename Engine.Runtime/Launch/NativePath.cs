using System.Text;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Runtime.Launch;

/// <summary>Opens paths given as text.</summary>
internal static class NativePath
{
    public static FileDescriptor Open(int directory, string path, int flags, ulong resolve = 0) =>
        Syscall.OpenAt2(directory, Bytes(path), flags, 0, resolve);

    /// <summary>As <see cref="Open"/>; null if it cannot be opened.</summary>
    public static FileDescriptor? TryOpen(int directory, string path, int flags, ulong resolve, out Errno errno) =>
        Syscall.TryOpenAt2(directory, Bytes(path), flags, 0, resolve, out errno);

    /// <summary>The text as the kernel takes it.</summary>
    public static byte[] Bytes(string path) => [.. Encoding.UTF8.GetBytes(path), 0];
}
