using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Host.Networking;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/networks</c>.</summary>
internal sealed class NetworkEndpoints(INetworkService networks, IContainerService containers)
{
    private readonly NetworkPresenter presenter = new(networks, containers);

    public void AddTo(RouteTable routes) => routes
        .Get("/networks", ListAsync)
        .Post("/networks/create", CreateAsync)
        .Post("/networks/prune", PruneAsync)
        .Get("/networks/{id}", InspectAsync)
        .Delete("/networks/{id}", RemoveAsync)
        .Post("/networks/{id}/connect", ConnectAsync)
        .Post("/networks/{id}/disconnect", DisconnectAsync);

    private Task ListAsync(RestRequest request)
    {
        // Who is on them is told by an inspection only.
        IReadOnlyList<NetworkModel> list = [.. networks.List(Filter(request)).Select(network => presenter.Present(network, withContainers: false))];
        return request.JsonAsync(StatusCodes.Status200OK, list, RestJsonContext.Docker.IReadOnlyListNetworkModel);
    }

    private Task InspectAsync(RestRequest request)
    {
        if (request.Query.Text("scope") is { Length: > 0 } scope && scope != "local")
        {
            throw NetworkErrors.NotFound(request.Capture(0));
        }

        return request.JsonAsync(
            StatusCodes.Status200OK, presenter.Present(networks.Get(request.Capture(0)), withContainers: true), RestJsonContext.Docker.NetworkModel);
    }

    private async Task CreateAsync(RestRequest request)
    {
        CreateNetworkRequest body = (await request.ReadJsonAsync(RestJsonContext.Docker.CreateNetworkRequest))!;
        CreateNetworkResult made = await networks.CreateAsync(NetworkReader.Read(body), request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status201Created,
            new CreateNetworkResponse { Id = made.Id, Warning = made.Warning },
            RestJsonContext.Docker.CreateNetworkResponse);
    }

    private async Task RemoveAsync(RestRequest request)
    {
        await networks.RemoveAsync(request.Capture(0), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }

    private async Task ConnectAsync(RestRequest request)
    {
        ConnectNetworkRequest body = (await request.ReadJsonAsync(RestJsonContext.Docker.ConnectNetworkRequest))!;

        // Before the container: Docker names the missing network first.
        _ = networks.Get(request.Capture(0));
        await containers.ConnectAsync(
            request.Capture(0), Named(body.Container), NetworkReader.ReadEndpoint(body.EndpointConfig), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status200OK);
    }

    private async Task DisconnectAsync(RestRequest request)
    {
        DisconnectNetworkRequest body = (await request.ReadJsonAsync(RestJsonContext.Docker.DisconnectNetworkRequest))!;
        await containers.DisconnectAsync(request.Capture(0), Named(body.Container), body.Force, request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status200OK);
    }

    private async Task PruneAsync(RestRequest request)
    {
        IReadOnlyList<string> removed = await networks.PruneAsync(Filter(request), request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status200OK,
            new PruneNetworksResponse { NetworksDeleted = removed.Count > 0 ? removed : null },
            RestJsonContext.Docker.PruneNetworksResponse);
    }

    private static NetworkFilter Filter(RestRequest request) => new() { Terms = request.Query.Filters() };

    private static string Named(string? container) =>
        string.IsNullOrEmpty(container) ? throw new InvalidArgumentException("invalid container name or ID: value is empty") : container;
}
