using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Api.Rest.Streams;
using Engine.Host.Errors;
using Engine.Host.Images;
using Engine.Host.Images.Documents;
using Engine.Host.Images.Transfer;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Images to and from registries, and what else is asked of registries.</summary>
internal sealed partial class ImageTransferEndpoints(ImageStore images, ImageTransfers transfers)
{
    public void AddTo(RouteTable routes) => routes
        .Post("/auth", AuthenticateAsync)
        .Get("/images/search", SearchAsync)
        .Get("/distribution/{name*}/json", DistributionAsync)
        .Post("/images/create", CreateAsync)
        .Post("/images/{name*}/push", PushAsync);

    private Task CreateAsync(RestRequest request) =>
        request.Query.Text("fromImage") is { } image ? PullAsync(request, image) : ImportAsync(request);

    private async Task PullAsync(RestRequest request, string image)
    {
        var reference = ImageReference.Parse(image);
        if (request.Query.Text("tag") is { } tag)
        {
            // A digest may come where the tag belongs.
            var separator = tag.Contains(':', StringComparison.Ordinal) ? '@' : ':';
            reference = ImageReference.Parse((reference with { Tag = null, Digest = null }).ToString() + separator + tag);
        }

        var platform = PlatformReader.Read(request.Query.Text("platform"));
        var credentials = RegistryAuthHeader.Read(request);
        var progress = new ProgressStream(request);
        await progress.RunAsync(quiet: false, async reporter =>
        {
            var pulled = await transfers.PullAsync(reference, platform, credentials, reporter!, request.CancellationToken);
            var isNew = pulled.Any(p => p.IsNew);
            reporter!.Report(ImageProgress.Message($"Status: {(isNew ? "Downloaded newer image for" : "Image is up to date for")} {reference.Familiar}"));
            foreach (var warning in pulled.Select(p => PlatformWarning(p, platform)).OfType<string>())
            {
                reporter.Report(ImageProgress.Message(warning));
            }
        });
    }

    private async Task PushAsync(RestRequest request)
    {
        var reference = ImageReference.Parse(request.Capture(0));
        if (request.Query.Text("tag") is { } tag)
        {
            reference = ImageReference.Parse((reference with { Tag = null }).ToString() + ":" + tag);
        }

        var credentials = RegistryAuthHeader.Read(request);
        var progress = new ProgressStream(request);
        await progress.RunAsync(quiet: false, async reporter =>
        {
            foreach (var pushed in await transfers.PushAsync(reference, credentials, reporter!, request.CancellationToken))
            {
                progress.Write(new ProgressModel
                {
                    ProgressDetail = new ProgressDetailModel(),
                    Aux = new PushResultModel { Tag = pushed.Tag, Digest = pushed.Digest, Size = pushed.Size },
                });
            }
        });
    }

    private string? PlatformWarning(PulledImage pulled, Platform? wanted)
    {
        var found = images.Get(pulled.Id).Configuration;
        Platform actual = new() { OperatingSystem = found.OperatingSystem, Architecture = found.Architecture, Variant = found.Variant };
        return wanted is null || actual.Fits(wanted) ? null
            : $"WARNING: image with reference {pulled.Reference.Familiar} was found but its platform ({actual}) does not match the specified platform ({wanted})";
    }

    private async Task ImportAsync(RestRequest request)
    {
        var query = request.Query;
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
            Platform = PlatformReader.Read(query.Text("platform")) ?? Platform.Host,
        };
        var progress = new ProgressStream(request);
        await progress.RunAsync(quiet: false, async reporter =>
        {
            var id = await images.ImportAsync(request.Http.Request.Body, import, reporter, request.CancellationToken);
            progress.Write(new ProgressModel { Status = id });
        });
    }
}
