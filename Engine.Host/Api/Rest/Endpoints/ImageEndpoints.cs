using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Api.Rest.Streams;
using Engine.Host.Errors;
using Engine.Host.Images;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/images</c>.</summary>
internal sealed class ImageEndpoints(ImageStore images)
{
    public void AddTo(RouteTable routes) => routes
        .Get("/images/json", ListAsync)
        .Post("/images/load", LoadAsync)
        .Post("/images/create", CreateAsync)
        .Post("/images/prune", PruneAsync)
        .Get("/images/{name*}/json", InspectAsync)
        .Get("/images/{name*}/history", HistoryAsync)
        .Post("/images/{name*}/tag", TagAsync)
        .Delete("/images/{name*}", RemoveAsync);

    private Task ListAsync(RestRequest request)
    {
        var wanted = new ImageFilter(request.Query.Filters(), images);
        IReadOnlyList<ImageSummaryModel> list = [.. images.List().Where(wanted.Matches).Select(ImagePresenter.Summarize)];
        return request.JsonAsync(StatusCodes.Status200OK, list, RestJsonContext.Docker.IReadOnlyListImageSummaryModel);
    }

    private Task InspectAsync(RestRequest request) => request.JsonAsync(
        StatusCodes.Status200OK, ImagePresenter.Inspect(images.Get(request.Capture(0))), RestJsonContext.Docker.InspectImageResponse);

    private Task HistoryAsync(RestRequest request) => request.JsonAsync(
        StatusCodes.Status200OK, ImagePresenter.History(images.Get(request.Capture(0))), RestJsonContext.Docker.IReadOnlyListImageHistoryModel);

    private async Task LoadAsync(RestRequest request)
    {
        var progress = new ProgressStream(request);
        await progress.RunAsync(request.Query.FlagOr("quiet", otherwise: true), async reporter =>
        {
            foreach (var image in await images.LoadAsync(request.Http.Request.Body, null, reporter, request.CancellationToken))
            {
                foreach (var line in LoadedLines(image))
                {
                    progress.Write(new ProgressModel { Stream = line + "\n" });
                }
            }
        });
    }

    private static IEnumerable<string> LoadedLines(LoadedImage image) => image.References.Count == 0
        ? [$"Loaded image ID: {image.Id}"]
        : image.References.Select(r => $"Loaded image: {r.Familiar}");

    private async Task CreateAsync(RestRequest request)
    {
        var query = request.Query;
        if (query.Text("fromImage") is { } wanted)
        {
            throw new NotFoundException($"pull is not available: {wanted} can be had by load or import");
        }

        if (query.Text("fromSrc") is not "-")
        {
            throw new InvalidArgumentException("only an archive in the request's body (fromSrc=-) can be imported");
        }

        var repository = query.Text("repo");
        var import = new ImportRequest
        {
            Reference = repository is not null && query.Text("tag") is { } tag ? $"{repository}:{tag}" : repository,
            Message = query.Text("message"),
            Changes = [.. query.All("changes").OfType<string>()],
        };
        var progress = new ProgressStream(request);
        await progress.RunAsync(quiet: false, async reporter =>
        {
            var id = await images.ImportAsync(request.Http.Request.Body, import, reporter, request.CancellationToken);
            progress.Write(new ProgressModel { Status = id });
        });
    }

    private async Task TagAsync(RestRequest request)
    {
        var repository = request.Query.Text("repo") ?? "";
        var tag = request.Query.Text("tag");
        await images.TagAsync(request.Capture(0), tag is null ? repository : $"{repository}:{tag}", request.CancellationToken);
        await request.EmptyAsync(StatusCodes.Status201Created);
    }

    private async Task RemoveAsync(RestRequest request)
    {
        var removed = await images.RemoveAsync(request.Capture(0), request.Query.Flag("force"), request.CancellationToken);
        await request.JsonAsync(StatusCodes.Status200OK, Present(removed), RestJsonContext.Docker.IReadOnlyListImageDeleteModel);
    }

    private async Task PruneAsync(RestRequest request)
    {
        var terms = request.Query.Filters();
        var all = terms.TryGetValue("dangling", out var dangling) && dangling is ["false" or "0"];
        var (removed, reclaimed) = await images.PruneAsync(all, new ImageFilter(terms, images).Matches, request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status200OK,
            new PruneImagesResponse { ImagesDeleted = removed.Count == 0 ? null : Present(removed), SpaceReclaimed = reclaimed },
            RestJsonContext.Docker.PruneImagesResponse);
    }

    private static IReadOnlyList<ImageDeleteModel> Present(IReadOnlyList<RemovedReference> removed) =>
        [.. removed.Select(r => new ImageDeleteModel { Untagged = r.Untagged, Deleted = r.Deleted })];
}
