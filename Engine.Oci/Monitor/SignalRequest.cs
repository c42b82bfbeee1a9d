namespace Engine.Oci.Monitor;

/// <summary>A signal for the container's first process, for all of its processes, or for an exec.</summary>
public sealed record SignalRequest
{
    /// <summary>The signal's number.</summary>
    public required int Signal { get; init; }

    /// <summary>Every process of the container's cgroup, or of the exec's process group; not only the first.</summary>
    public bool All { get; init; }

    /// <summary>The exec meant, or null for the container.</summary>
    public string? ExecId { get; init; }
}
