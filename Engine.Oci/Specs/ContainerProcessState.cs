namespace Engine.Oci.Specs;

/// <summary>What a seccomp listener gets with its descriptors (config-linux.md#the-container-process-state).</summary>
public sealed record ContainerProcessState
{
    /// <summary>Version of the specification.</summary>
    public string OciVersion { get; init; } = "1.2.0";

    /// <summary>Names of the descriptors sent along, in order.</summary>
    public IReadOnlyList<string>? Fds { get; init; }

    /// <summary>The process in the runtime's pid namespace.</summary>
    public int Pid { get; init; }

    /// <summary>The filter's listenerMetadata.</summary>
    public string? Metadata { get; init; }

    /// <summary>The container.</summary>
    public required RuntimeState State { get; init; }
}
