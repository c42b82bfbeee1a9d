using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Api.Rest.Streams;
using Engine.Host.Errors;
using Engine.Host.Images;
using Engine.Host.Images.Transfer;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/images</c>.</summary>
internal sealed class ImageEndpoints(ImageStore images, ImageTransfers transfers)
{
    public void AddTo(RouteTable routes) => routes
        .Get("/images/json", ListAsync)
        .Post("/images/load", LoadAsync)
        .Post("/images/prune", PruneAsync)
        .Get("/images/get", SaveAsync)
        .Get("/images/{name*}/get", SaveOneAsync)
        .Get("/images/{name*}/json", InspectAsync)
        .Get("/images/{name*}/history", HistoryAsync)
        .Post("/images/{name*}/tag", TagAsync)
        .Delete("/images/{name*}", RemoveAsync);

    private Task ListAsync(RestRequest request)
    {
        var wanted = new ImageFilter(request.Query.Filters(), images);
        IReadOnlyList<ImageSummaryModel> list = [.. images.List().Where(wanted.Matches).Select(image => ImagePresenter.Summarize(image))];
        return request.JsonAsync(StatusCodes.Status200OK, list, RestJsonContext.Docker.IReadOnlyListImageSummaryModel);
    }

    private Task InspectAsync(RestRequest request) => request.JsonAsync(
        StatusCodes.Status200OK, ImagePresenter.Inspect(images.Get(request.Capture(0))), RestJsonContext.Docker.InspectImageResponse);

    private Task HistoryAsync(RestRequest request)
    {
        var image = images.Get(request.Capture(0));
        return request.JsonAsync(
            StatusCodes.Status200OK, ImagePresenter.History(image, images.LayerSizes(image.Id)), RestJsonContext.Docker.IReadOnlyListImageHistoryModel);
    }

    private Task SaveAsync(RestRequest request) => SaveAsync(request, [.. request.Query.All("names").OfType<string>().SelectMany(names => names.Split(','))]);

    private Task SaveOneAsync(RestRequest request) => SaveAsync(request, [request.Capture(0)]);

    private Task SaveAsync(RestRequest request, IReadOnlyList<string> names) => images.SaveAsync(
        names,
        PlatformReader.Read(request.Query.Text("platform")),
        () =>
        {
            request.Response.ContentType = "application/x-tar";
            return request.Response.BodyWriter.AsStream();
        },
        request.CancellationToken);

    private async Task LoadAsync(RestRequest request)
    {
        var progress = new ProgressStream(request);
        await progress.RunAsync(request.Query.FlagOr("quiet", otherwise: true), async reporter =>
        {
            foreach (var image in await images.LoadAsync(request.Http.Request.Body, PlatformReader.Read(request.Query.Text("platform")), reporter, request.CancellationToken))
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
        foreach (var key in terms.Keys.Where(key => key is not ("dangling" or "label" or "label!" or "until")))
        {
            throw new InvalidArgumentException($"invalid filter '{key}'");
        }

        // For a prune «dangling» says how much may go; it chooses no images.
        var all = terms.TryGetValue("dangling", out var dangling) && dangling is ["false" or "0"];
        terms = terms.Where(term => term.Key != "dangling").ToDictionary();
        var (removed, reclaimed) = await images.PruneAsync(all, new ImageFilter(terms, images).Matches, request.CancellationToken);
        await request.JsonAsync(
            StatusCodes.Status200OK,
            new PruneImagesResponse { ImagesDeleted = removed.Count == 0 ? null : Present(removed), SpaceReclaimed = reclaimed + transfers.RemoveUnfinished() },
            RestJsonContext.Docker.PruneImagesResponse);
    }

    private static IReadOnlyList<ImageDeleteModel> Present(IReadOnlyList<RemovedReference> removed) =>
        [.. removed.Select(r => new ImageDeleteModel { Untagged = r.Untagged, Deleted = r.Deleted })];
}
