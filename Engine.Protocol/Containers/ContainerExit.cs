namespace Engine.Protocol;

/// <summary>How a container ended.</summary>
public sealed record ContainerExit
{
    /// <summary>The exit status, or 128 + the signal's number.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why it could not be started, or null.</summary>
    public string? Error { get; init; }
}
