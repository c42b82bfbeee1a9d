namespace Engine.Oci.Monitor;

/// <summary>How a container ended. Also the document at <see cref="LaunchRequest.ExitPath"/>.</summary>
public sealed record ExitRecord
{
    /// <summary>The exit status, or 128 + the signal's number.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The kernel killed a process of it for memory.</summary>
    public bool OomKilled { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Exits of execs that no subscriber was told of.</summary>
    public IReadOnlyList<ExecExitRecord>? Execs { get; init; }
}
