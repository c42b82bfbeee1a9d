namespace Engine.Host.Registry;

/// <summary>One challenge of a <c>WWW-Authenticate</c> header (RFC 9110, 11.6.1).</summary>
/// <param name="Scheme">Lower case: <c>bearer</c>, <c>basic</c>.</param>
/// <param name="Parameters">By lower-case name.</param>
internal sealed record AuthenticationChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    private const int MostParameters = 32;

    public string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    /// <summary>Reads the parameters: <c>name=value</c> or <c>name="value"</c> with backslash escapes, separated by commas. What is malformed ends it.</summary>
    public static AuthenticationChallenge Parse(string scheme, string? parameters)
    {
        var found = new Dictionary<string, string>();
        var rest = parameters.AsSpan();
        while (found.Count < MostParameters)
        {
            rest = rest.TrimStart(" \t,");
            var equals = rest.IndexOf('=');
            if (equals <= 0)
            {
                break;
            }

            var name = rest[..equals].Trim().ToString().ToLowerInvariant();
            rest = rest[(equals + 1)..].TrimStart(" \t");
            found.TryAdd(name, rest is ['"', ..] ? Quoted(ref rest) : Token(ref rest));
        }

        return new(scheme.ToLowerInvariant(), found);
    }

    private static string Token(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(',');
        var value = end < 0 ? rest : rest[..end];
        rest = rest[value.Length..];
        return value.Trim().ToString();
    }

    private static string Quoted(ref ReadOnlySpan<char> rest)
    {
        var value = new System.Text.StringBuilder();
        var i = 1;
        for (; i < rest.Length && rest[i] != '"'; i++)
        {
            i += rest[i] == '\\' && i + 1 < rest.Length ? 1 : 0;
            value.Append(rest[i]);
        }

        rest = rest[Math.Min(i + 1, rest.Length)..];
        return value.ToString();
    }
}
