using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/networks</c>: those that every engine has.</summary>
internal sealed class NetworkEndpoints(DateTimeOffset created)
{
    public void AddTo(RouteTable routes) => routes
        .Get("/networks", ListAsync)
        .Get("/networks/{id}", InspectAsync)
        .Delete("/networks/{id}", RemoveAsync)
        .Post("/networks/create", RefuseAsync);

    private Task ListAsync(RestRequest request)
    {
        var names = request.Query.Filters().GetValueOrDefault("name") ?? [];
        IReadOnlyList<NetworkModel> list =
            [.. PredefinedNetworks.Names.Where(n => names.Count == 0 || names.Any(n.Contains)).Select(Present)];
        return request.JsonAsync(StatusCodes.Status200OK, list, RestJsonContext.Docker.IReadOnlyListNetworkModel);
    }

    private Task InspectAsync(RestRequest request) =>
        request.JsonAsync(StatusCodes.Status200OK, Present(Find(request.Capture(0))), RestJsonContext.Docker.NetworkModel);

    private static Task RemoveAsync(RestRequest request) =>
        throw new ForbiddenException($"{Find(request.Capture(0))} is a pre-defined network and cannot be removed");

    private static Task RefuseAsync(RestRequest request) => throw new UnsupportedException("networks of one's own are not available yet");

    private static string Find(string network) =>
        PredefinedNetworks.Names.FirstOrDefault(n => n == network)
        ?? PredefinedNetworks.Names.FirstOrDefault(n => PredefinedNetworks.Id(n).StartsWith(network, StringComparison.Ordinal))
        ?? throw new NotFoundException($"network {network} not found");

    private NetworkModel Present(string name) => new()
    {
        Name = name,
        Id = PredefinedNetworks.Id(name),
        Created = DockerTime.Format(created),
        Driver = name is "none" ? "null" : name,
        IPAM = new NetworkIpamModel(),
        ConfigFrom = new ConfigFromModel(),
        Containers = new Dictionary<string, EmptyObject>(),
        Options = new Dictionary<string, string>(),
        Labels = new Dictionary<string, string>(),
    };
}
