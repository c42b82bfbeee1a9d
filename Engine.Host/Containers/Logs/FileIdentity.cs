using System.Text;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Logs;

/// <summary>Tells whether two names are one file: logs are renamed while they are read.</summary>
internal static class FileIdentity
{
    /// <summary>The inode of an open file, whatever its name is now.</summary>
    public static ulong InodeOf(FileStream file) =>
        Syscall.Status((int)file.SafeFileHandle.DangerousGetHandle(), [0])?.Inode ?? throw new FileNotFoundException(file.Name);

    /// <summary>The inode of the file that has the name now, or null.</summary>
    public static ulong? InodeOf(string path) => Syscall.Status(Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(path + '\0'))?.Inode;
}
