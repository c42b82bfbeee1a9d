using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Files;

/// <summary>A place in a container's tree, whether or not there is something.</summary>
internal sealed class TreePlace : IDisposable
{
    /// <param name="path">The path without links, one character a byte.</param>
    /// <param name="name">The last component, NUL-terminated.</param>
    /// <param name="parent">The directory that holds it; null for the root, and when that is missing too.</param>
    /// <param name="file">What is there, or null.</param>
    public TreePlace(string path, byte[] name, FileDescriptor? parent, FileDescriptor? file)
    {
        Path = path;
        Name = name;
        Parent = parent;
        File = file;
        Status = file is null ? null : Syscall.Status(file.Number, "\0"u8);
    }

    /// <summary>The absolute path without links, one character a byte; <c>/</c> for the root.</summary>
    public string Path { get; }

    /// <summary>The last component, NUL-terminated; empty (only the NUL) for the root.</summary>
    public byte[] Name { get; }

    /// <summary>The directory that holds it.</summary>
    public FileDescriptor? Parent { get; }

    /// <summary>An O_PATH descriptor of what is there, or null.</summary>
    public FileDescriptor? File { get; }

    /// <summary>What it is, or null.</summary>
    public FileStatus? Status { get; }

    /// <summary>There is a directory.</summary>
    public bool IsDirectory => Status is { Type: FileStatus.S_IFDIR };

    public void Dispose()
    {
        Parent?.Dispose();
        File?.Dispose();
    }
}
