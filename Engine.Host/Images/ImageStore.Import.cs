using System.Globalization;
using System.Text.Json;
using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <content>Making an image of a root filesystem.</content>
internal sealed partial class ImageStore
{
    /// <summary>Makes an image whose only layer is the archive of a root filesystem, plain or compressed.</summary>
    /// <param name="archive">The archive; read once, forward only.</param>
    /// <param name="request">The new image's reference and configuration.</param>
    /// <param name="progress">Hears how far it is, or null.</param>
    /// <param name="cancellationToken">Abandons it; nothing stays.</param>
    /// <returns>The image's ID.</returns>
    public async Task<string> ImportAsync(
        Stream archive, ImportRequest request, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        // What can be wrong with the request is found before anything is read.
        var reference = request.Reference is null ? null : ImageReference.Parse(request.Reference).WithDefaultTag();
        if (reference?.Digest is not null)
        {
            throw new InvalidArgumentException("cannot import digest reference", ErrorCode.InvalidReference);
        }

        var defaults = ImageChanges.Apply(new ImageDefaults(), request.Changes);
        try
        {
            using var layer = await intake
                .ReceiveAsync(archive, null, progress is null ? null : done => progress.Report(new("", "Importing", done, 0)), cancellationToken)
                .ConfigureAwait(false);
            var created = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
            var comment = request.Message ?? "";
            var configuration = new ImageConfiguration
            {
                Created = created,
                Comment = comment,
                Architecture = request.Platform.Architecture ?? Platform.Host.Architecture!,
                Variant = request.Platform.Variant,
                OperatingSystem = request.Platform.OperatingSystem ?? Platform.Host.OperatingSystem!,
                Config = defaults,
                RootFileSystem = new() { DiffIds = layer.DiffId is null ? [] : [layer.DiffId] },
                History = [new() { Created = created, Comment = comment }],
            };
            var image = new PendingImage
            {
                ConfigurationBytes = JsonSerializer.SerializeToUtf8Bytes(configuration, ImageJson.Default.ImageConfiguration),
                Configuration = configuration,
                Layers = layer.Failure is { } failure ? throw failure : [layer],
                References = reference is null ? [] : [reference],
            };
            await PublishAsync([image], "import", cancellationToken).ConfigureAwait(false);
            return image.Id;
        }
        catch (Exception e) when (e is not (EngineException or OperationCanceledException))
        {
            throw StorageErrors.Translate(e, "cannot import the archive");
        }
    }
}
