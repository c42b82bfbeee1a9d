using System.Globalization;

namespace Engine.Host.Api.Rest.Routing;

/// <summary>A version of Docker's Engine API.</summary>
internal readonly record struct ApiVersion(int Major, int Minor) : IComparable<ApiVersion>
{
    /// <summary>The oldest that is served.</summary>
    public static readonly ApiVersion Minimum = new(1, 24);

    /// <summary>The newest that is served, and what a path without a version means.</summary>
    public static readonly ApiVersion Maximum = new(1, 51);

    public static bool operator <(ApiVersion left, ApiVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ApiVersion left, ApiVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ApiVersion left, ApiVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ApiVersion left, ApiVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a path segment like <c>v1.51</c>.</summary>
    public static bool TryParseSegment(ReadOnlySpan<char> segment, out ApiVersion version)
    {
        version = default;
        var dot = segment.IndexOf('.');
        if (dot < 2 || segment[0] != 'v'
            || !int.TryParse(segment[1..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(segment[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            return false;
        }

        version = new ApiVersion(major, minor);
        return true;
    }

    public int CompareTo(ApiVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public override string ToString() => $"{Major}.{Minor}";
}
