using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers;
using Engine.Host.Errors;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/containers</c>.</summary>
internal sealed partial class ContainerEndpoints(IContainerService containers, ContainerPresenter presenter)
{
    public void AddTo(RouteTable routes) => routes
        .Get("/containers/json", ListAsync)
        .Post("/containers/create", CreateAsync)
        .Post("/containers/prune", PruneAsync)
        .Get("/containers/{id}/json", InspectAsync)
        .Get("/containers/{id}/top", TopAsync)
        .Get("/containers/{id}/logs", LogsAsync)
        .Get("/containers/{id}/stats", StatsAsync)
        .Post("/containers/{id}/start", StartAsync)
        .Post("/containers/{id}/stop", StopAsync)
        .Post("/containers/{id}/restart", RestartAsync)
        .Post("/containers/{id}/kill", KillAsync)
        .Post("/containers/{id}/pause", PauseAsync)
        .Post("/containers/{id}/unpause", UnpauseAsync)
        .Post("/containers/{id}/wait", WaitAsync)
        .Post("/containers/{id}/rename", RenameAsync)
        .Post("/containers/{id}/resize", ResizeAsync)
        .Post("/containers/{id}/update", UpdateAsync)
        .Post("/containers/{id}/attach", AttachAsync)
        .Get("/containers/{id}/attach/ws", AttachWebSocketAsync)
        .Delete("/containers/{id}", RemoveAsync);

    private async Task CreateAsync(RestRequest request)
    {
        var body = (await request.ReadJsonAsync(RestJsonContext.Docker.CreateContainerRequest))!;
        if (string.IsNullOrEmpty(body.Image) && body.HostConfig is null && body.Cmd is null && body.Entrypoint is null)
        {
            throw new InvalidArgumentException("config cannot be empty in order to create a container");
        }

        var result = await containers.CreateAsync(ConfigurationReader.Read(body), request.Query.Text("name"), request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status201Created,
            new CreateContainerResponse { Id = result.Id, Warnings = result.Warnings },
            RestJsonContext.Docker.CreateContainerResponse);
    }

    private Task ListAsync(RestRequest request)
    {
        var query = request.Query;
        var filter = new ContainerFilter { All = query.Flag("all"), Limit = Limit(query), Terms = query.Filters() };
        IReadOnlyList<ContainerSummaryModel> list = [.. containers.List(filter).Select(container => presenter.Summarize(container, query.Flag("size")))];
        return request.JsonAsync(StatusCodes.Status200OK, list, RestJsonContext.Docker.IReadOnlyListContainerSummaryModel);
    }

    private static int? Limit(QueryValues query) => query.Number("limit") is { } limit and > 0 ? (int)Math.Min(limit, int.MaxValue) : null;

    private Task InspectAsync(RestRequest request) => request.JsonAsync(
        StatusCodes.Status200OK,
        presenter.Inspect(containers.Get(request.Capture(0)), request.Query.Flag("size")),
        RestJsonContext.Docker.InspectContainerResponse);

    private Task TopAsync(RestRequest request)
    {
        var table = containers.Top(request.Capture(0), request.Query.Text("ps_args"));
        return request.JsonAsync(
            StatusCodes.Status200OK,
            new TopResponse { Processes = table.Processes, Titles = table.Titles },
            RestJsonContext.Docker.TopResponse);
    }

    private async Task UpdateAsync(RestRequest request)
    {
        var body = (await request.ReadJsonAsync(RestJsonContext.Docker.UpdateContainerRequest))!;
        var warnings = await containers.UpdateAsync(request.Capture(0), ConfigurationReader.ReadUpdate(body), request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status200OK,
            new WarningsResponse { Warnings = warnings.Count == 0 ? null : warnings },
            RestJsonContext.Docker.WarningsResponse);
    }

    private async Task PruneAsync(RestRequest request)
    {
        var report = await containers.PruneAsync(new ContainerFilter { All = true, Terms = request.Query.Filters() }, request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status200OK,
            new PruneContainersResponse { ContainersDeleted = report.Ids.Count == 0 ? null : report.Ids, SpaceReclaimed = report.SpaceReclaimed },
            RestJsonContext.Docker.PruneContainersResponse);
    }
}
