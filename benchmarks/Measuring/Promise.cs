using System.Globalization;

namespace Engine.Benchmarks.Measuring;

/// <summary>What is promised of a measure: bounds on our own value, and on its ratio to another subject's.</summary>
internal sealed record Promise
{
    public double? AtMost { get; init; }

    public double? AtLeast { get; init; }

    /// <summary>The most that our value may be of <see cref="Peer"/>'s.</summary>
    public double? RatioAtMost { get; init; }

    /// <summary>The subject that the ratio is to.</summary>
    public string Peer { get; init; } = "";

    /// <summary>The promise in words.</summary>
    public string Text(string unit) => string.Join(", ", new[]
    {
        AtMost is { } most ? $"≤ {Format(most)} {unit}".TrimEnd() : null,
        AtLeast is { } least ? $"≥ {Format(least)} {unit}".TrimEnd() : null,
        RatioAtMost is { } ratio ? $"≤ {Format(ratio)} × {Peer}" : null,
    }.OfType<string>());

    /// <summary>Whether it is kept. A ratio to a subject that was not measured is neither kept nor missed, and is said to be so.</summary>
    /// <param name="ours">Our median.</param>
    /// <param name="peer">The peer's median, or null.</param>
    public string Verdict(double ours, double? peer)
    {
        var isMissed = ours > AtMost || ours < AtLeast || (peer is { } theirs && ours / theirs > RatioAtMost);
        return isMissed ? "MISSED"
            : RatioAtMost is not null && peer is null ? (AtMost ?? AtLeast) is null ? $"no {Peer} here" : $"kept; no {Peer} here"
            : "kept";
    }

    private static string Format(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
