namespace Engine.Host.Api.Rest.Routing;

/// <summary>
/// A method and a path with captures: <c>{x}</c> is one segment, <c>{x*}</c> one or more (image names have slashes).
/// </summary>
internal sealed class RestRoute
{
    private readonly string[] _segments;
    private readonly int _greedy;

    public RestRoute(string method, string template, RestHandler handler)
    {
        Method = method;
        Template = template;
        Handler = handler;
        _segments = template.TrimStart('/').Split('/');
        _greedy = Array.FindIndex(_segments, s => s.EndsWith("*}", StringComparison.Ordinal));
    }

    public string Method { get; }

    public string Template { get; }

    public RestHandler Handler { get; }

    /// <summary>The captures, in the template's order, or null if the path is another.</summary>
    public string[]? Match(ReadOnlySpan<string> path)
    {
        // A greedy capture takes what the fixed segments around it leave.
        var surplus = path.Length - _segments.Length;
        if (_greedy < 0 ? surplus != 0 : surplus < 0)
        {
            return null;
        }

        List<string> captures = [];
        for (int i = 0, at = 0; i < _segments.Length; i++)
        {
            var width = i == _greedy ? surplus + 1 : 1;
            if (_segments[i][0] == '{')
            {
                captures.Add(width == 1 ? path[at] : string.Join('/', path.Slice(at, width).ToArray()));
            }
            else if (_segments[i] != path[at])
            {
                return null;
            }

            at += width;
        }

        return [.. captures];
    }
}
