namespace Engine.Host.Images.Documents;

/// <summary>An image's health check. Durations are nanoseconds, as in the document.</summary>
internal sealed record ImageHealthcheck
{
    public IReadOnlyList<string>? Test { get; init; }

    public long? Interval { get; init; }

    public long? Timeout { get; init; }

    public long? StartPeriod { get; init; }

    public long? StartInterval { get; init; }

    public int? Retries { get; init; }
}
