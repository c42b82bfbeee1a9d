using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Engine.Linux.Syscalls;

public static unsafe partial class Syscall
{
    /// <summary>The names in a directory (getdents64(2)) without <c>.</c> and <c>..</c>, each as bytes that end with a NUL.</summary>
    /// <param name="fd">The directory, opened for reading at its start.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public static IReadOnlyList<byte[]> DirectoryNames(int fd)
    {
        const int NameOffset = 19; // struct linux_dirent64: ino 8, off 8, reclen 2, type 1, name
        var names = new List<byte[]>();
        var buffer = new byte[32768];
        while (true)
        {
            nint length;
            fixed (byte* b = buffer)
            {
                length = getdents64(fd, b, (nuint)buffer.Length);
            }

            if (length < 0)
            {
                throw LinuxException.FromLastError("getdents64");
            }

            if (length == 0)
            {
                return names;
            }

            for (var entry = buffer.AsSpan(0, (int)length); !entry.IsEmpty;)
            {
                var size = BinaryPrimitives.ReadUInt16LittleEndian(entry[16..]);
                var name = entry[NameOffset..size];
                name = name[..(name.IndexOf((byte)0) + 1)];
                if (!name.SequenceEqual(".\0"u8) && !name.SequenceEqual("..\0"u8))
                {
                    names.Add(name.ToArray());
                }

                entry = entry[size..];
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint getdents64(int fd, byte* buffer, nuint size);
}
