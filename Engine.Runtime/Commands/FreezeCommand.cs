using Engine.Linux.Cgroups;
using Engine.Oci.Monitor;
using Engine.Runtime.CommandLine;
using Engine.Runtime.Launch;
using Engine.Runtime.State;

namespace Engine.Runtime.Commands;

/// <summary><c>pause</c> and <c>resume</c>.</summary>
internal static class FreezeCommand
{
    public static int Pause(Invocation invocation, CommandOptions options)
    {
        using var cgroup = Require(invocation, options, ContainerStatus.Running, ContainerStatus.Created, "container not running or created");
        cgroup.Freeze();
        return 0;
    }

    public static int Resume(Invocation invocation, CommandOptions options)
    {
        using var cgroup = Require(invocation, options, ContainerStatus.Paused, ContainerStatus.Paused, "container not paused");
        cgroup.Thaw();
        return 0;
    }

    private static Cgroup Require(Invocation invocation, CommandOptions options, ContainerStatus one, ContainerStatus other, string otherwise)
    {
        var directory = ContainerDirectory.Open(invocation.Root, options.ContainerId);
        var record = directory.Read();
        var status = directory.Status(record);
        return status == one || status == other
            ? Cgroup.Open(CgroupLayout.Detect(), record.CgroupPath)
            : throw new LaunchException(otherwise, FailureKind.Conflict);
    }
}
