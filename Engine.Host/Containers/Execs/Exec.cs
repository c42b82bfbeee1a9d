namespace Engine.Host.Containers.Execs;

/// <summary>A further process of a container at one moment. Immutable.</summary>
internal sealed record Exec
{
    /// <summary>64 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The container's id.</summary>
    public required string ContainerId { get; init; }

    /// <summary>What was asked for.</summary>
    public required ExecConfiguration Configuration { get; init; }

    /// <summary>How far it is.</summary>
    public ExecStatus Status { get; init; }

    /// <summary>Host process id, or 0.</summary>
    public int Pid { get; init; }

    /// <summary>How it ended, or null.</summary>
    public int? ExitCode { get; init; }
}
