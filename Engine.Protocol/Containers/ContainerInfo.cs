namespace Engine.Protocol;

/// <summary>A container as it is.</summary>
public sealed record ContainerInfo
{
    /// <summary>Its id, 64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The image as it was asked for.</summary>
    public required string Image { get; init; }

    /// <summary>The image's id.</summary>
    public required string ImageId { get; init; }

    /// <summary>The program and its arguments, entry point included.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>What it is doing.</summary>
    public required ContainerState State { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was last started, or null.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it last ended, or null.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>The last exit status, or null.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The kernel killed a process of it for memory in its last run.</summary>
    public bool OomKilled { get; init; }

    /// <summary>Why it could not be started, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Process id of its first process in the host's pid namespace, or null.</summary>
    public int? ProcessId { get; init; }

    /// <summary>How often its restart policy started it.</summary>
    public int RestartCount { get; init; }

    /// <summary>How healthy it is; null without a health check, and before it was first started.</summary>
    public HealthInfo? Health { get; init; }

    /// <summary>Labels, the image's included.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Published ports as they are bound.</summary>
    public IReadOnlyList<PortMapping> Ports { get; init; } = [];

    /// <summary>What is mounted.</summary>
    public IReadOnlyList<MountSpec> Mounts { get; init; } = [];

    /// <summary>Names of its networks.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>What it has on its networks.</summary>
    public IReadOnlyList<EndpointInfo> Endpoints { get; init; } = [];

    /// <summary>The container as it was asked for, defaults filled in.</summary>
    public required ContainerSpec Spec { get; init; }
}
