namespace Engine.Oci.Monitor;

/// <summary>How an exec ended.</summary>
public sealed record ExecExitRecord
{
    /// <summary>The exec's id.</summary>
    public required string ExecId { get; init; }

    /// <summary>The exit status, or 128 + the signal's number.</summary>
    public required int ExitCode { get; init; }
}
