namespace Engine.Host.Containers.Logs;

/// <summary>Which entries of a log are wanted.</summary>
internal sealed record LogQuery
{
    /// <summary>Standard output's entries.</summary>
    public bool Stdout { get; init; } = true;

    /// <summary>Standard error's entries.</summary>
    public bool Stderr { get; init; } = true;

    /// <summary>Go on with what is written from now on, until the container ends.</summary>
    public bool Follow { get; init; }

    /// <summary>Only that many of the last entries; null: all.</summary>
    public long? Tail { get; init; }

    /// <summary>Only entries at or after this moment.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only entries before or at this moment.</summary>
    public DateTimeOffset? Until { get; init; }
}
