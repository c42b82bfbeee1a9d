namespace Engine.Oci.Monitor;

/// <summary>A process exists.</summary>
public sealed record StartedReply
{
    /// <summary>Its process id in the host's pid namespace.</summary>
    public required int Pid { get; init; }
}
