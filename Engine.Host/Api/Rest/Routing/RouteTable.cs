namespace Engine.Host.Api.Rest.Routing;

/// <summary>Every route, found by method and path. Earlier routes win, so fixed paths are added before those with captures.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<string, List<RestRoute>> _byMethod = [];

    public RouteTable Get(string template, RestHandler handler) => Add("GET", template, handler);

    public RouteTable Head(string template, RestHandler handler) => Add("HEAD", template, handler);

    public RouteTable Post(string template, RestHandler handler) => Add("POST", template, handler);

    public RouteTable Put(string template, RestHandler handler) => Add("PUT", template, handler);

    public RouteTable Delete(string template, RestHandler handler) => Add("DELETE", template, handler);

    /// <summary>The route of a path without its version, with the captures; null when there is none.</summary>
    public (RestRoute Route, string[] Captures)? Find(string method, ReadOnlySpan<string> path)
    {
        if (_byMethod.TryGetValue(method, out var routes))
        {
            foreach (var route in routes)
            {
                if (route.Match(path) is { } captures)
                {
                    return (route, captures);
                }
            }
        }

        return null;
    }

    private RouteTable Add(string method, string template, RestHandler handler)
    {
        if (!_byMethod.TryGetValue(method, out var routes))
        {
            _byMethod.Add(method, routes = []);
        }

        routes.Add(new RestRoute(method, template, handler));
        return this;
    }
}
