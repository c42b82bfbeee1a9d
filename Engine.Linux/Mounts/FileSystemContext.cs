using System.Text;
using static Engine.Linux.Mounts.MountCall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Linux.Mounts;

/// <summary>A file system being configured before it is mounted (fsopen(2), fsconfig(2), fsmount(2), Linux 5.2).</summary>
public sealed unsafe class FileSystemContext : IDisposable
{
    private readonly FileDescriptor _context;
    private readonly string _type;

    /// <summary>Begins.</summary>
    /// <param name="type">File system type.</param>
    /// <exception cref="LinuxException">ENODEV: the kernel does not have it.</exception>
    public FileSystemContext(string type)
    {
        _type = type;
        fixed (byte* p = Bytes(type))
        {
            _context = new FileDescriptor((int)Check("fsopen", Invoke(SYS_fsopen, (nint)p, FSOPEN_CLOEXEC)));
        }
    }

    /// <summary>Sets a parameter to a text of at most 255 bytes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The text, NUL-terminated.</param>
    /// <returns>Whether the file system took it; EINVAL is the only failure that is not thrown.</returns>
    /// <exception cref="LinuxException">The call failed otherwise.</exception>
    public bool TrySet(string name, ReadOnlySpan<byte> value)
    {
        fixed (byte* n = Bytes(name), v = value)
        {
            var result = Invoke(SYS_fsconfig, _context.Number, FSCONFIG_SET_STRING, (nint)n, (nint)v);
            return result != -(int)Errno.EINVAL && Check("fsconfig", result, name) >= 0;
        }
    }

    /// <summary>As <see cref="TrySet"/>, but EINVAL is thrown as well.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The text, NUL-terminated.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public void Set(string name, ReadOnlySpan<byte> value)
    {
        if (!TrySet(name, value))
        {
            throw new LinuxException("fsconfig", Errno.EINVAL, $"{_type} {name}");
        }
    }

    /// <summary>Sets a parameter without value.</summary>
    /// <exception cref="LinuxException">The call failed.</exception>
    public void SetFlag(string name)
    {
        fixed (byte* n = Bytes(name))
        {
            Check("fsconfig", Invoke(SYS_fsconfig, _context.Number, FSCONFIG_SET_FLAG, (nint)n), name);
        }
    }

    /// <summary>Makes the superblock and a detached mount of it.</summary>
    /// <param name="attributes">MOUNT_ATTR_ attributes.</param>
    /// <exception cref="LinuxException">The call failed.</exception>
    public FileDescriptor Mount(ulong attributes = 0)
    {
        Check("fsconfig", Invoke(SYS_fsconfig, _context.Number, FSCONFIG_CMD_CREATE), "create");
        return new FileDescriptor((int)Check("fsmount", Invoke(SYS_fsmount, _context.Number, FSMOUNT_CLOEXEC, (nint)attributes)));
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();

    private static byte[] Bytes(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    private nint Check(string call, nint result, string? parameter = null) =>
        result >= 0 ? result : throw new LinuxException(call, (Errno)(int)-result, parameter is null ? _type : $"{_type} {parameter}");
}
