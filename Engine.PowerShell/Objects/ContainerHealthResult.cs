using Engine.Protocol;

namespace Engine.PowerShell;

/// <summary>One run of a container's health check.</summary>
public sealed class ContainerHealthResult
{
    internal ContainerHealthResult(HealthResult result)
    {
        Started = result.Start;
        Duration = result.End - result.Start;
        ExitCode = result.ExitCode;
        Output = result.Output;
    }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>0: healthy; -1: it could not be run, or took too long.</summary>
    public int ExitCode { get; }

    /// <summary>The beginning of what it wrote.</summary>
    public string Output { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{ExitCode} {Output.TrimEnd()}";
}
