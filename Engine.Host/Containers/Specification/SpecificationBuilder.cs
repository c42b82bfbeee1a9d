using Engine.Oci.Specs;

namespace Engine.Host.Containers.Specification;

/// <summary>
/// Writes a container's OCI configuration: the same document dockerd hands to its runtime for the same flags, but for the cgroup
/// namespace, which is private by default.
/// </summary>
internal static class SpecificationBuilder
{
    /// <summary>Version of the specification the document follows.</summary>
    private const string OciVersion = "1.2.1";

    private const string DefaultPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static RuntimeSpec Build(Container container, SpecificationContext context)
    {
        ContainerConfiguration configuration = container.Configuration;
        SecurityOptions security = SecurityOptions.Parse(configuration.SecurityOptions);
        IReadOnlyList<string> capabilities = CapabilitySelection.Select(
            configuration.CapAdd, configuration.CapDrop, configuration.Privileged, context.AvailableCapabilities);
        IReadOnlyList<LinuxNamespace> namespaces = NamespaceSpecification.Build(configuration, context);
        bool ownHostname = namespaces.Any(space => space.Type == "uts");
        return new RuntimeSpec
        {
            OciVersion = OciVersion,
            Process = Process(container, context, security, capabilities),
            Root = new RootSpec { Path = "rootfs", Readonly = configuration.ReadonlyRootfs },
            Hostname = ownHostname ? configuration.Hostname : null,
            Domainname = ownHostname && configuration.Domainname.Length > 0 ? configuration.Domainname : null,
            Mounts = MountSpecification.Build(container, context),
            Annotations = configuration.Annotations.Count > 0 ? configuration.Annotations : null,
            Linux = new LinuxSpec
            {
                Sysctl = Sysctls(configuration, namespaces),
                Resources = ResourceSpecification.Build(configuration.Resources) with
                {
                    Devices = DeviceRules.Build(configuration, context.Devices),
                },
                CgroupsPath = CgroupPath(container, context.CgroupParent),
                Namespaces = namespaces,
                Devices = DeviceRules.Nodes(configuration, context.Devices) is { Count: > 0 } nodes ? nodes : null,
                Seccomp = Seccomp(configuration, security, capabilities, context),
                MaskedPaths = MaskedPaths(configuration),
                ReadonlyPaths = ReadonlyPaths(configuration),
                RootfsPropagation = RootPropagation(container),
            },
        };
    }

    /// <summary>The container's first process.</summary>
    public static ProcessSpec BuildProcess(Container container, SpecificationContext context)
    {
        ContainerConfiguration configuration = container.Configuration;
        return Process(
            container,
            context,
            SecurityOptions.Parse(configuration.SecurityOptions),
            CapabilitySelection.Select(configuration.CapAdd, configuration.CapDrop, configuration.Privileged, context.AvailableCapabilities));
    }

    /// <summary>The container's cgroup, the same name on every hierarchy.</summary>
    public static string CgroupPath(Container container, string defaultParent)
    {
        string parent = container.Configuration.CgroupParent;
        return "/" + (parent.Length > 0 ? parent : defaultParent).Trim('/') + "/" + container.Id;
    }

    /// <summary>Paths that the container cannot read, or null for none.</summary>
    public static IReadOnlyList<string>? MaskedPaths(ContainerConfiguration configuration) => Paths(configuration, configuration.MaskedPaths, DefaultPaths.Masked);

    /// <summary>Paths that the container cannot change, or null for none.</summary>
    public static IReadOnlyList<string>? ReadonlyPaths(ContainerConfiguration configuration) => Paths(configuration, configuration.ReadonlyPaths, DefaultPaths.Readonly);

    /// <summary>The program's environment, in Docker's order: defaults, then what the container says, which wins.</summary>
    public static IReadOnlyList<string> Environment(ContainerConfiguration configuration, string hostname)
    {
        var environment = new List<string> { DefaultPath, "HOSTNAME=" + hostname };
        if (configuration.Tty)
        {
            environment.Add("TERM=xterm");
        }

        return EnvironmentList.Merge(environment, configuration.Environment);
    }

    private static ProcessSpec Process(
        Container container, SpecificationContext context, SecurityOptions security, IReadOnlyList<string> capabilities)
    {
        ContainerConfiguration configuration = container.Configuration;
        string hostname = configuration.UtsMode == "host" ? context.HostHostname : configuration.Hostname;
        return new ProcessSpec
        {
            Terminal = configuration.Tty,
            ConsoleSize = configuration.Tty && configuration.ConsoleSize is { Rows: > 0 } size
                ? new ConsoleSize { Height = size.Rows, Width = size.Columns }
                : null,
            // Names are resolved by the monitor against the image's own files, and replace this.
            User = new ProcessUser(),
            Args = [container.Path, .. container.Arguments],
            Env = Environment(configuration, hostname),
            Cwd = configuration.WorkingDirectory.Length > 0 ? configuration.WorkingDirectory : "/",
            Capabilities = new LinuxCapabilities { Bounding = capabilities, Effective = capabilities, Permitted = capabilities },
            Rlimits = configuration.Ulimits.Count > 0 ? [.. configuration.Ulimits.Select(Limit)] : null,
            NoNewPrivileges = security.NoNewPrivileges,
            ApparmorProfile = SecurityOptions.KernelHasAppArmor && security.AppArmor is not (null or "unconfined") ? security.AppArmor : null,
            OomScoreAdj = configuration.OomScoreAdj,
        };
    }

    private static PosixRlimit Limit(Ulimit limit) => new()
    {
        Type = "RLIMIT_" + limit.Name.ToUpperInvariant(),
        Soft = unchecked((ulong)limit.Soft),
        Hard = unchecked((ulong)limit.Hard),
    };

    private static LinuxSeccomp? Seccomp(
        ContainerConfiguration configuration, SecurityOptions security, IReadOnlyList<string> capabilities, SpecificationContext context)
    {
        if (security.SeccompUnconfined || (configuration.Privileged && security.Seccomp is null))
        {
            return null;
        }

        return security.Seccomp?.For([.. capabilities]) ?? context.DefaultSeccomp([.. capabilities]);
    }

    private static IReadOnlyList<string>? Paths(ContainerConfiguration configuration, IReadOnlyList<string>? asked, IReadOnlyList<string> usual) =>
        configuration.Privileged || SecurityOptions.Parse(configuration.SecurityOptions).SystemPathsUnconfined ? null : asked ?? usual;

    // Ports below 1024 and ping need no capability in a network of the container's own.
    private static Dictionary<string, string>? Sysctls(ContainerConfiguration configuration, IReadOnlyList<LinuxNamespace> namespaces)
    {
        var sysctls = new Dictionary<string, string>(configuration.Sysctls);
        if (namespaces.Any(space => space is { Type: "network", Path: null }) && !configuration.Privileged)
        {
            sysctls.TryAdd("net.ipv4.ip_unprivileged_port_start", "0");
            sysctls.TryAdd("net.ipv4.ping_group_range", "0 2147483647");
        }

        return sysctls.Count > 0 ? sysctls : null;
    }

    // Propagation from or to the host needs a root that is not private.
    private static string? RootPropagation(Container container) =>
        container.Mounts.Any(mount => mount.Propagation is "shared" or "rshared") ? "shared"
        : container.Mounts.Any(mount => mount.Propagation is "slave" or "rslave") ? "rslave"
        : null;
}
