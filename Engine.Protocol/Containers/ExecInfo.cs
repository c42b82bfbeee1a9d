namespace Engine.Protocol;

/// <summary>How an exec is.</summary>
public sealed record ExecInfo
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Id of its container.</summary>
    public required string ContainerId { get; init; }

    /// <summary>It runs.</summary>
    public bool Running { get; init; }

    /// <summary>The exit status, or null.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Process id in the host's pid namespace, or null.</summary>
    public int? ProcessId { get; init; }
}
