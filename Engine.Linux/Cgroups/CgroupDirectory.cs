namespace Engine.Linux.Cgroups;

/// <summary>
/// A group's directory in one hierarchy: the narrow surface that everything else here goes through. The kernel's directory is
/// <see cref="KernelCgroupDirectory"/>; tests record what is written instead.
/// </summary>
internal abstract class CgroupDirectory : IDisposable
{
    /// <summary>The absolute path, for messages.</summary>
    internal abstract string Path { get; }

    /// <summary>The directory's descriptor (O_PATH), or -1 when it is not the kernel's.</summary>
    internal abstract int Number { get; }

    /// <summary>Writes a whole value with one write(2), as control files want it.</summary>
    internal abstract Errno TryWrite(string file, string value);

    /// <summary>Reads a whole file.</summary>
    internal abstract Errno TryRead(string file, out string content);

    /// <summary>Makes the directory at a relative path whose parent exists.</summary>
    internal abstract Errno TryMakeDirectory(string relativePath);

    /// <summary>Opens the directory at a relative path; null with ENOENT when there is none.</summary>
    internal abstract CgroupDirectory? OpenDirectory(string relativePath);

    /// <summary>Removes the empty group at a relative path.</summary>
    internal abstract Errno TryRemoveDirectory(string relativePath);

    /// <summary>The names of the child groups.</summary>
    internal abstract List<string> Children();

    /// <summary>Opens a file of the group, close-on-exec.</summary>
    internal abstract FileDescriptor OpenFile(string file, bool forWriting);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Writes a value; the exception names the file, the value and the errno.</summary>
    internal void Write(string file, string value)
    {
        Errno errno = TryWrite(file, value);
        if (errno != Errno.OK)
        {
            throw WriteFailed(file, value, errno);
        }
    }

    internal LinuxException WriteFailed(string file, string value, Errno errno) =>
        new("write", errno, $"\"{value}\" to {Path}/{file}");

    /// <summary>Reads a file; the exception names the file and the errno.</summary>
    internal string Read(string file)
    {
        Errno errno = TryRead(file, out string content);
        return errno == Errno.OK ? content : throw new LinuxException("read", errno, $"{Path}/{file}");
    }

    /// <summary>Whether the group has a file of that name.</summary>
    internal bool Has(string file) => TryRead(file, out _) != Errno.ENOENT;
}
