using Engine.Host.Containers.Execs;
using Engine.Host.Errors;
using Engine.Linux.Capabilities;
using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>Writes OCI configurations for this machine.</summary>
/// <param name="cgroupParent">The cgroup under which containers are made.</param>
/// <param name="defaultSeccomp">The default seccomp profile for a set of capabilities.</param>
internal sealed class SpecificationSource(string cgroupParent, Func<IReadOnlyCollection<string>, LinuxSeccomp?> defaultSeccomp) : ISpecificationSource
{
    private readonly IReadOnlyList<string> capabilities = OwnCapabilities();
    private readonly HostDevices devices = new();

    public RuntimeSpec Build(Container container, ContainerPaths paths, Func<string, Container> find) => SpecificationBuilder.Build(
        container,
        Context(paths) with
        {
            PidNamespaceOwner = Joined(container.Configuration.PidMode, find),
            IpcNamespaceOwner = Joined(container.Configuration.IpcMode, find),
            NetworkNamespaceOwner = Joined(container.Configuration.NetworkMode, find),
            NamePaths = Other(container.Configuration.NetworkMode) is { } other ? paths.Of(find(other).Id) : paths,
        });

    public ProcessSpec BuildExec(Container container, ContainerPaths paths, ExecConfiguration exec) =>
        ExecSpecification.Build(exec, SpecificationBuilder.BuildProcess(container, Context(paths)), capabilities);

    private SpecificationContext Context(ContainerPaths paths) => new()
    {
        Paths = paths,
        CgroupParent = cgroupParent,
        DefaultSeccomp = defaultSeccomp,
        AvailableCapabilities = capabilities,
        Devices = devices,
        HostHostname = Environment.MachineName,
    };

    private static string? Other(string mode)
    {
        const string Prefix = "container:";
        return mode.StartsWith(Prefix, StringComparison.Ordinal) ? mode[Prefix.Length..] : null;
    }

    private static int Joined(string mode, Func<string, Container> find)
    {
        if (Other(mode) is not { } name)
        {
            return 0;
        }

        Container other = find(name);
        return other.State.IsAlive
            ? other.State.Pid
            : throw new ConflictException($"cannot join namespace of a non running container: container {other.Id} is not running", ErrorCode.ContainerNotRunning);
    }

    // The bounding set of this process: what the kernel would give a container at most (capabilities(7)).
    private static List<string> OwnCapabilities()
    {
        const string Field = "CapBnd:";
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(Field, StringComparison.Ordinal));
        var set = new CapabilitySet(Convert.ToUInt64(line[Field.Length..].Trim(), 16));
        var names = new List<string>();
        foreach (Capability capability in set.Intersect(CapabilitySet.Named))
        {
            names.Add(CapabilityName.Format(capability));
        }

        return names;
    }
}
