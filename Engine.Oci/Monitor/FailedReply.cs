namespace Engine.Oci.Monitor;

/// <summary>A request failed; for a launch or an exec nothing is left of it.</summary>
public sealed record FailedReply
{
    /// <summary>What kind of failure.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>A sentence for a person: the step, the path and the errno. For a command that could not be executed it is worded as OCI runtimes do
    /// (<c>exec: "nope": executable file not found in $PATH</c>), because people and clients search for that.</summary>
    public required string Message { get; init; }
}
