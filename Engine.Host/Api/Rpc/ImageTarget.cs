using System.IO.Enumeration;
using System.IO.Pipelines;
using Engine.Host.Containers;
using Engine.Host.Images;
using Engine.Host.Images.Transfer;
using Engine.Protocol;

namespace Engine.Host.Api.Rpc;

/// <summary>The contract's images on the domain's.</summary>
internal sealed partial class ImageTarget(ImageStore images, ImageTransfers transfers, ContainerCommit commit) : IImageService
{
    public Task<IReadOnlyList<ImageInfo>> ListImagesAsync(ImageQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ImageInfo>>([.. images.List().Where(i => Matches(i, query)).Select(Write)]);

    public Task<ImageInfo> GetImageAsync(string image, CancellationToken cancellationToken) => Task.FromResult(Write(images.Get(image)));

    public async Task<IReadOnlyList<ImageInfo>> ImportImageAsync(ImageImportRequest request, IDuplexPipe archive, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = archive.Input.AsStream();
            if (request.Format is ImageArchiveFormat.RootFileSystem)
            {
                var import = new ImportRequest { Reference = request.Reference, Message = request.Message, Changes = request.Changes };
                return [Write(images.Get(await images.ImportAsync(stream, import, null, cancellationToken)))];
            }

            var loaded = await images.LoadAsync(stream, null, null, cancellationToken);
            return [.. loaded.Select(l => Write(images.Get(l.Id)))];
        }
        finally
        {
            await archive.Output.CompleteAsync();
        }
    }

    public Task TagImageAsync(string image, string reference, CancellationToken cancellationToken) =>
        images.TagAsync(image, reference, cancellationToken);

    public async Task<ImageRemoval> RemoveImageAsync(string image, bool force, CancellationToken cancellationToken)
    {
        var removed = await images.RemoveAsync(image, force, cancellationToken);
        return new ImageRemoval
        {
            Untagged = [.. removed.Select(r => r.Untagged).OfType<string>()],
            Deleted = [.. removed.Select(r => r.Deleted).OfType<string>()],
        };
    }

    private static bool Matches(Image image, ImageQuery query) =>
        (query.Dangling is null || image.IsDangling == query.Dangling)
        && (query.Reference is not { } pattern || image.Tags.Any(t =>
            FileSystemName.MatchesSimpleExpression(pattern, t.Familiar, ignoreCase: false)
            || FileSystemName.MatchesSimpleExpression(pattern, t.FamiliarName, ignoreCase: false)))
        && HasLabels(image, query.Labels);

    private static bool HasLabels(Image image, IReadOnlyDictionary<string, string?>? wanted) => (wanted ?? s_noLabels).All(l =>
        image.Defaults.Labels is { } labels && labels.TryGetValue(l.Key, out var value) && (l.Value is null || l.Value == value));

    private static readonly IReadOnlyDictionary<string, string?> s_noLabels = new Dictionary<string, string?>();

    private static ImageInfo Write(Image image)
    {
        var defaults = image.Defaults;
        return new ImageInfo
        {
            Id = image.Id,
            References = [.. image.Tags.Select(t => t.Familiar)],
            Digests = [.. image.Digests.Select(d => d.Familiar)],
            Created = image.Created,
            Size = image.Size,
            OperatingSystem = image.Configuration.OperatingSystem,
            Architecture = image.Configuration.Architecture,
            Variant = image.Configuration.Variant,
            Author = image.Configuration.Author,
            Labels = defaults.Labels ?? new Dictionary<string, string>(),
            Layers = image.Layers,
            Containers = image.Holders,
            Defaults = new ImageDefaults
            {
                Entrypoint = defaults.Entrypoint,
                Command = defaults.Cmd,
                Environment = defaults.Env ?? [],
                WorkingDirectory = defaults.WorkingDir ?? "",
                User = defaults.User ?? "",
                ExposedPorts = [.. defaults.ExposedPorts?.Keys ?? []],
                Volumes = [.. defaults.Volumes?.Keys ?? []],
                StopSignal = defaults.StopSignal,
            },
        };
    }
}
