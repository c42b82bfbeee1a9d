namespace Engine.Host.Containers;

/// <summary>How to find out whether the program is healthy.</summary>
internal sealed record HealthcheckConfiguration
{
    /// <summary><c>NONE</c>, <c>CMD</c> with arguments, or <c>CMD-SHELL</c> with a command line.</summary>
    public IReadOnlyList<string> Test { get; init; } = [];

    /// <summary>Time between two checks; zero: the default.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>After which a check counts as failed; zero: the default.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Time during which failures do not count; zero: the default.</summary>
    public TimeSpan StartPeriod { get; init; }

    /// <summary>Time between two checks during the start period; zero: the default.</summary>
    public TimeSpan StartInterval { get; init; }

    /// <summary>Failures in a row that make the container unhealthy; 0: the default.</summary>
    public int Retries { get; init; }
}
