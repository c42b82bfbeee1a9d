using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>What a container's OCI configuration depends on beside the container itself.</summary>
internal sealed record SpecificationContext
{
    /// <summary>Where the container's files are.</summary>
    public required ContainerPaths Paths { get; init; }

    /// <summary>Where the files for names are: those of the container whose network is joined.</summary>
    public ContainerPaths NamePaths { get => field ?? Paths; init; }

    /// <summary>The cgroup under which containers are made unless they say otherwise.</summary>
    public required string CgroupParent { get; init; }

    /// <summary>Host process id of the container whose pid namespace is joined, or 0.</summary>
    public int PidNamespaceOwner { get; init; }

    /// <summary>Host process id of the container whose IPC namespace is joined, or 0.</summary>
    public int IpcNamespaceOwner { get; init; }

    /// <summary>Host process id of the container whose network namespace is joined, or 0.</summary>
    public int NetworkNamespaceOwner { get; init; }

    /// <summary>The default seccomp profile for a set of capabilities.</summary>
    public required Func<IReadOnlyCollection<string>, LinuxSeccomp?> DefaultSeccomp { get; init; }

    /// <summary>The capabilities the engine itself has: a container cannot have more.</summary>
    public required IReadOnlyList<string> AvailableCapabilities { get; init; }

    /// <summary>The devices of the host, for privileged containers and named ones.</summary>
    public required IHostDevices Devices { get; init; }

    /// <summary>The machine's host name, for containers that share it.</summary>
    public required string HostHostname { get; init; }
}
