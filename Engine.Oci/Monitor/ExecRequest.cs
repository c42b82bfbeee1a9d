using Engine.Oci.Specs;

namespace Engine.Oci.Monitor;

/// <summary>A further process for a running container.</summary>
public sealed record ExecRequest
{
    /// <summary>The exec's id, chosen by the host.</summary>
    public required string ExecId { get; init; }

    /// <summary>The process as an OCI <c>process</c> document.</summary>
    public required ProcessSpec Process { get; init; }

    /// <summary><c>USER[:GROUP]</c> resolved as in <see cref="LaunchRequest.User"/>; null: take <c>process.user</c>.</summary>
    public string? User { get; init; }

    /// <summary>Keep standard input open for this connection; otherwise it is /dev/null.</summary>
    public bool Stdin { get; init; }

    /// <summary>Nobody wants the output: it is read and dropped, and the connection may be closed after the answer.</summary>
    public bool Detach { get; init; }
}
