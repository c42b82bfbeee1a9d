using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>Names of the extended attributes of an O_PATH descriptor (listxattr(2)), each as bytes without the NUL.</summary>
    /// <param name="fd">The O_PATH descriptor.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static IReadOnlyList<byte[]> ListxattrOfPath(int fd)
    {
        var buffer = new byte[65536]; // XATTR_LIST_MAX
        nint length;
        fixed (byte* p = System.Text.Encoding.ASCII.GetBytes($"/proc/self/fd/{fd}\0"), b = buffer)
        {
            length = listxattr(p, b, (nuint)buffer.Length);
        }

        if (length < 0)
        {
            return Marshal.GetLastPInvokeError() == (int)Errno.EOPNOTSUPP ? [] : throw LinuxException.FromLastError("listxattr");
        }

        var names = new List<byte[]>();
        for (var rest = buffer.AsSpan(0, (int)length); !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)0);
            names.Add(rest[..end].ToArray());
            rest = rest[(end + 1)..];
        }

        return names;
    }

    /// <summary>The value of an extended attribute of an O_PATH descriptor (getxattr(2)), or null if it has none of that name.</summary>
    /// <param name="fd">The O_PATH descriptor.</param>
    /// <param name="name">The name with its namespace, NUL-terminated.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static byte[]? GetxattrOfPath(int fd, ReadOnlySpan<byte> name)
    {
        RequireTerminated(name);
        var buffer = new byte[65536]; // XATTR_SIZE_MAX
        nint length;
        fixed (byte* p = System.Text.Encoding.ASCII.GetBytes($"/proc/self/fd/{fd}\0"), n = name, b = buffer)
        {
            length = getxattr(p, n, b, (nuint)buffer.Length);
        }

        if (length >= 0)
        {
            return buffer[..(int)length];
        }

        return (Errno)Marshal.GetLastPInvokeError() is Errno.ENODATA or Errno.EOPNOTSUPP ? null : throw Failed("getxattr", name);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint listxattr(byte* path, byte* list, nuint size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint getxattr(byte* path, byte* name, byte* value, nuint size);
}
