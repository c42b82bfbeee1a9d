using Engine.Linux;
using Engine.Linux.Cgroups;
using Engine.Runtime.Launch;
using static Engine.Linux.Syscalls.Syscall;

namespace Engine.Runtime.Containers;

/// <summary>
/// The tasks files of a cgroup on every version 1 hierarchy. A process of one thread that writes "0" to one moves at once; through
/// cgroup.procs it would wait 5 to 15 ms for a grace period, because that moves whole processes.
/// </summary>
internal sealed class CgroupTasks : IDisposable
{
    private readonly List<FileDescriptor> _open = [];

    public IReadOnlyList<int> Numbers => [.. _open.Select(f => f.Number)];

    public static CgroupTasks Open(Cgroup cgroup)
    {
        var tasks = new CgroupTasks();
        try
        {
            foreach (var hierarchy in cgroup.Layout.Hierarchies.Where(h => h.Version == CgroupVersion.V1))
            {
                tasks._open.Add(NativePath.Open(AT_FDCWD, $"{hierarchy.MountPoint}{cgroup.Path}/tasks", O_WRONLY));
            }

            return tasks;
        }
        catch
        {
            tasks.Dispose();
            throw;
        }
    }

    public void Dispose() => _open.ForEach(static f => f.Dispose());
}
