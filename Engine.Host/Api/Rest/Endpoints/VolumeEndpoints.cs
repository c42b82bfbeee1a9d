using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Volumes;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/volumes</c>.</summary>
internal sealed class VolumeEndpoints(VolumeService volumes, VolumePresenter presenter)
{
    // Before it a prune took volumes with a name too.
    private static readonly ApiVersion s_pruneSparesNamed = new(1, 42);

    public void AddTo(RouteTable routes) => routes
        .Get("/volumes", ListAsync)
        .Post("/volumes/create", CreateAsync)
        .Post("/volumes/prune", PruneAsync)
        .Get("/volumes/{name}", InspectAsync)
        .Delete("/volumes/{name}", RemoveAsync);

    private Task ListAsync(RestRequest request)
    {
        var found = volumes.List(new VolumeFilter(request.Query.Filters()));
        return request.JsonAsync(
            StatusCodes.Status200OK, new VolumesResponse { Volumes = [.. found.Select(presenter.Present)] }, RestJsonContext.Docker.VolumesResponse);
    }

    private async Task CreateAsync(RestRequest request)
    {
        var body = (await request.ReadJsonAsync(RestJsonContext.Docker.CreateVolumeRequest))!;
        var volume = await volumes.CreateAsync(
            new VolumeRequest { Name = body.Name ?? "", Driver = body.Driver ?? "", Options = body.DriverOpts, Labels = body.Labels }, request.CancellationToken);
        await request.JsonAsync(StatusCodes.Status201Created, presenter.Present(volume), RestJsonContext.Docker.VolumeModel);
    }

    private async Task PruneAsync(RestRequest request)
    {
        var terms = request.Query.Filters();
        if (request.Version < s_pruneSparesNamed)
        {
            terms = new Dictionary<string, IReadOnlyList<string>>(terms) { ["all"] = ["true"] };
        }

        var report = await volumes.PruneAsync(new VolumeFilter(terms), request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status200OK,
            new PruneVolumesResponse { VolumesDeleted = report.Removed, SpaceReclaimed = report.Reclaimed },
            RestJsonContext.Docker.PruneVolumesResponse);
    }

    private Task InspectAsync(RestRequest request) =>
        request.JsonAsync(StatusCodes.Status200OK, presenter.Present(volumes.Get(request.Capture(0))), RestJsonContext.Docker.VolumeModel);

    private async Task RemoveAsync(RestRequest request)
    {
        await volumes.RemoveAsync(request.Capture(0), request.Query.Flag("force"), request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status204NoContent);
    }
}
