using System.Text.Json;
using Engine.Linux;
using Engine.Linux.Cgroups;
using Engine.Oci.Specs;
using Engine.Runtime.Launch;
using static Engine.Linux.Syscalls.Syscall;
using static Engine.Linux.Syscalls.SystemCall;
using static Engine.Linux.Syscalls.SystemCallNumber;

namespace Engine.Runtime.State;

/// <summary>The state of one container on disk: ROOT/ID, for root alone.</summary>
internal sealed class ContainerDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int LongestId = 1024;

    private readonly string _path;

    private ContainerDirectory(string path) => _path = path;

    /// <summary>The start waits here for a byte; there as long as the container is only created.</summary>
    public string StartFifo => Path.Combine(_path, "exec.fifo");

    /// <summary>The child reports here from the start on, until its program is executed.</summary>
    public string StatusFifo => Path.Combine(_path, "exec.status");

    private string RecordPath => Path.Combine(_path, "state.json");

    /// <exception cref="LaunchException">The id is not one, or taken.</exception>
    public static ContainerDirectory Create(string root, string id)
    {
        Validate(id);
        Directory.CreateDirectory(root, OwnerOnly);
        if (!MkdirAt(AT_FDCWD, NativePath.Bytes(Path.Combine(root, id)), (uint)OwnerOnly))
        {
            throw LaunchException.Invalid($"container with id exists: {id}");
        }

        return new ContainerDirectory(Path.Combine(root, id));
    }

    /// <exception cref="LaunchException">There is none.</exception>
    public static ContainerDirectory Open(string root, string id)
    {
        Validate(id);
        var path = Path.Combine(root, id);
        return Directory.Exists(path) ? new ContainerDirectory(path) : throw new LaunchException("container does not exist", Oci.Monitor.FailureKind.NotFound);
    }

    public static IReadOnlyList<string> List(string root) =>
        Directory.Exists(root) ? [.. Directory.GetDirectories(root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)] : [];

    public ContainerRecord Read()
    {
        try
        {
            return RuntimeJson.ContainerRecord.Read(File.ReadAllBytes(RecordPath));
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            throw new LaunchException("container does not exist: it was not created to the end", Oci.Monitor.FailureKind.NotFound);
        }
    }

    public void Write(ContainerRecord record) => SmallFile.Publish(RecordPath, RuntimeJson.ContainerRecord.Write(record), 0x180);

    public void Remove()
    {
        // Usually the only file: without it the directory goes by one call.
        File.Delete(RecordPath);
        Directory.Delete(_path, recursive: true);
    }

    /// <summary>Makes a fifo and opens it for both directions, which never waits for the other side.</summary>
    public static FileDescriptor MakeFifo(string path)
    {
        const uint S_IFIFO = 0x1000;
        MknodAt(AT_FDCWD, NativePath.Bytes(path), S_IFIFO | 0x180, 0, 0);
        return NativePath.Open(AT_FDCWD, path, O_RDWR);
    }

    public void RemoveFifos()
    {
        File.Delete(StartFifo);
        File.Delete(StatusFifo);
    }

    public ContainerStatus Status(ContainerRecord record)
    {
        if (!ProcessStartTime.IsOf(record.Pid, record.StartTime))
        {
            return ContainerStatus.Stopped;
        }

        if (File.Exists(StartFifo))
        {
            return ContainerStatus.Created;
        }

        using var cgroup = Cgroup.Open(CgroupLayout.Detect(), record.CgroupPath);
        return cgroup.Exists && cgroup.IsFrozen() ? ContainerStatus.Paused : ContainerStatus.Running;
    }

    public static RuntimeState State(ContainerRecord record, ContainerStatus status) => new()
    {
        OciVersion = record.Config.OciVersion,
        Id = record.Id,
        Status = Text(status),
        Pid = status == ContainerStatus.Stopped ? 0 : record.Pid,
        Bundle = record.Bundle,
        Annotations = record.Config.Annotations,
    };

    public static string Text(ContainerStatus status) => status switch
    {
        ContainerStatus.Created => "created",
        ContainerStatus.Running => "running",
        ContainerStatus.Paused => "paused",
        _ => "stopped",
    };

    /// <summary>A pid descriptor of the container's process, if it still is that one.</summary>
    public static FileDescriptor? OpenProcess(ContainerRecord record)
    {
        var fd = Invoke(SYS_pidfd_open, record.Pid, 0);
        if (fd < 0)
        {
            return null;
        }

        var descriptor = new FileDescriptor((int)fd);
        if (ProcessStartTime.IsOf(record.Pid, record.StartTime))
        {
            return descriptor;
        }

        descriptor.Dispose();
        return null;
    }

    private static void Validate(string id)
    {
        if (id.Length is 0 or > LongestId || id is "." or ".." || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '+' or '-' or '.')))
        {
            throw LaunchException.Invalid($"invalid container ID format: {id}");
        }
    }
}
