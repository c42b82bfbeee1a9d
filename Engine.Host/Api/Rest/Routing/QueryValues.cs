using System.Globalization;
using Engine.Host.Errors;
using Microsoft.Extensions.Primitives;

namespace Engine.Host.Api.Rest.Routing;

/// <summary>The query of a request, read as Docker reads it.</summary>
internal readonly struct QueryValues(IQueryCollection query)
{
    /// <summary>A text, or null when it is missing or empty.</summary>
    public string? Text(string key) => query.TryGetValue(key, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Whether the key is there at all.</summary>
    public bool Has(string key) => query.ContainsKey(key);

    /// <summary>Every value of a key that may be repeated.</summary>
    public StringValues All(string key) => query[key];

    /// <summary>Anything but nothing, 0, no, false and none is true.</summary>
    public bool Flag(string key) =>
        query.TryGetValue(key, out var value)
        && value.ToString().Trim().ToLowerInvariant() is not ("" or "0" or "no" or "false" or "none");

    /// <summary>A flag that is on unless it is given.</summary>
    public bool FlagOr(string key, bool otherwise) => query.ContainsKey(key) ? Flag(key) : otherwise;

    /// <summary>A whole number, or null when it is missing.</summary>
    public long? Number(string key) => Text(key) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new InvalidArgumentException($"invalid value for {key}: \"{text}\" is no whole number"),
    };

    /// <summary>A moment: seconds since 1970 with an optional fraction, or RFC 3339; null when it is missing, empty or 0.</summary>
    public DateTimeOffset? Moment(string key)
    {
        var text = Text(key);
        if (text is null or "0")
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < 200_000_000_000m)
        {
            return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : throw new InvalidArgumentException($"invalid value for {key}: \"{text}\" is neither seconds since 1970 nor RFC 3339");
    }

    /// <summary>Docker's <c>filters</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters() => FilterTerms.Parse(Text("filters"));
}
