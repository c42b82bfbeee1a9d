namespace Engine.Oci.Specs;

/// <summary>A container's configuration, <c>config.json</c> (runtime-spec 1.2, config.md).</summary>
public sealed record RuntimeSpec
{
    /// <summary>Version of the specification the document follows.</summary>
    public string OciVersion { get; init; } = "1.2.0";

    /// <summary>The first process; needed by <c>start</c>.</summary>
    public ProcessSpec? Process { get; init; }

    /// <summary>The root filesystem.</summary>
    public RootSpec? Root { get; init; }

    /// <summary>Host name seen inside; needs a UTS namespace.</summary>
    public string? Hostname { get; init; }

    /// <summary>NIS domain name seen inside; needs a UTS namespace.</summary>
    public string? Domainname { get; init; }

    /// <summary>Mounts beyond the root, made in this order.</summary>
    public IReadOnlyList<MountSpec>? Mounts { get; init; }

    /// <summary>Programs run at points of the life cycle.</summary>
    public HooksSpec? Hooks { get; init; }

    /// <summary>Metadata; keys in reverse domain notation.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>The Linux part.</summary>
    public LinuxSpec? Linux { get; init; }
}
