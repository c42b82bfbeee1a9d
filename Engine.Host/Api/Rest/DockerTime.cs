using System.Globalization;

namespace Engine.Host.Api.Rest;

/// <summary>Times as Go writes them: RFC 3339 with as many digits of the second as are not zero.</summary>
internal static class DockerTime
{
    /// <summary>Go's zero time, which clients take for «never».</summary>
    public const string Never = "0001-01-01T00:00:00Z";

    public static string Format(DateTimeOffset? moment) => moment is { } m
        ? m.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : Never;

    /// <summary>Without parts of a second.</summary>
    public static string FormatSeconds(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static long UnixNanoseconds(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;
}
