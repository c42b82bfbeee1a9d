using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>Which namespaces a container has for itself, and which it joins.</summary>
internal static class NamespaceSpecification
{
    public static IReadOnlyList<LinuxNamespace> Build(ContainerConfiguration configuration, SpecificationContext context)
    {
        var namespaces = new List<LinuxNamespace> { Own("mount") };
        if (context.NetworkNamespaceOwner != 0)
        {
            namespaces.Add(Joined("network", context.NetworkNamespaceOwner, "net"));
        }
        else if (!configuration.UsesHostNetwork)
        {
            namespaces.Add(Own("network"));
        }

        if (configuration.UtsMode != "host")
        {
            namespaces.Add(Own("uts"));
        }

        if (context.PidNamespaceOwner != 0)
        {
            namespaces.Add(Joined("pid", context.PidNamespaceOwner, "pid"));
        }
        else if (configuration.PidMode != "host")
        {
            namespaces.Add(Own("pid"));
        }

        if (context.IpcNamespaceOwner != 0)
        {
            namespaces.Add(Joined("ipc", context.IpcNamespaceOwner, "ipc"));
        }
        else if (configuration.IpcMode != "host")
        {
            namespaces.Add(Own("ipc"));
        }

        // Private by default even on cgroup v1, unlike Docker: a container need not see the host's hierarchy (CVE-2023-25809).
        if (configuration.CgroupnsMode != "host")
        {
            namespaces.Add(Own("cgroup"));
        }

        return namespaces;
    }

    private static LinuxNamespace Own(string type) => new() { Type = type };

    private static LinuxNamespace Joined(string type, int pid, string file) => new() { Type = type, Path = $"/proc/{pid}/ns/{file}" };
}
