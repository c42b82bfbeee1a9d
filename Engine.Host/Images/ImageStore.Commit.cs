using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Engine.Host.Archives;
using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Storage;
using Engine.Linux.Syscalls;

namespace Engine.Host.Images;

/// <content>Making an image of a container's changes.</content>
internal sealed partial class ImageStore
{
    /// <summary>
    /// Makes an image of what a container has changed. The writable layer goes through an archive into a layer like any other, so that what is
    /// stored is what its digest says and nothing that only this overlay understands.
    /// </summary>
    /// <returns>The new image's ID.</returns>
    public async Task<string> CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        var defaults = ImageChanges.Apply(request.Defaults, request.Changes);
        try
        {
            var parent = ImageJson.Read(
                await ReadConfigurationAsync(request.ParentId, cancellationToken).ConfigureAwait(false), ImageJson.Default.ImageConfiguration, $"the configuration of {request.ParentId}");
            using var layer = await TakeChangesAsync(request.ContainerId, cancellationToken).ConfigureAwait(false);
            var below = new List<IncomingLayer>();
            try
            {
                foreach (var diffId in parent.RootFileSystem?.DiffIds ?? [])
                {
                    var pinned = await FindLayerAsync(diffId, cancellationToken).ConfigureAwait(false) ?? throw ImageErrors.NotFound(request.ParentId);
                    below.Add(new(layout)
                    {
                        Present = pinned,
                        Digest = diffId,
                        BlobSize = 0,
                        DiffId = diffId,
                        ContentSize = pinned.Layer.ContentSize,
                        RootIsOpaque = pinned.Layer.RootIsOpaque,
                    });
                }

                var image = Child(parent, request, defaults, [.. below, layer]);
                await PublishAsync([image], "commit", cancellationToken).ConfigureAwait(false);
                return image.Id;
            }
            finally
            {
                below.ForEach(lower => lower.Dispose());
            }
        }
        catch (Exception e) when (e is not (EngineException or OperationCanceledException))
        {
            throw StorageErrors.Translate(e, $"cannot commit container {request.ContainerId}");
        }
    }

    private PendingImage Child(ImageConfiguration parent, CommitRequest request, ImageDefaults defaults, IReadOnlyList<IncomingLayer> layers)
    {
        var created = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        var configuration = parent with
        {
            Created = created,
            Author = request.Author.Length > 0 ? request.Author : null,
            Comment = request.Comment.Length > 0 ? request.Comment : null,
            Config = defaults,
            RootFileSystem = new() { DiffIds = [.. layers.Select(layer => layer.DiffId!)] },
            History =
            [
                .. parent.History ?? [],
                new()
                {
                    Created = created,
                    CreatedBy = request.CreatedBy,
                    Author = request.Author.Length > 0 ? request.Author : null,
                    Comment = request.Comment.Length > 0 ? request.Comment : null,
                },
            ],
        };
        return new()
        {
            ConfigurationBytes = JsonSerializer.SerializeToUtf8Bytes(configuration, ImageJson.Plain.ImageConfiguration),
            Configuration = configuration,
            Layers = layers,
            References = request.Reference is null ? [] : [request.Reference],
        };
    }

    private async Task<IncomingLayer> TakeChangesAsync(string containerId, CancellationToken cancellationToken)
    {
        using var upper = Syscall.OpenAt2(
            Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(layout.ContainerLayer(containerId) + "/upper\0"), Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0);
        var pipe = new System.IO.Pipelines.Pipe(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, useSynchronizationContext: false));
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = Task.Run(() => WriteChangesAsync(pipe.Writer, upper, failed.Token), CancellationToken.None);
        try
        {
            await using var archive = pipe.Reader.AsStream();
            var layer = await intake.ReceiveAsync(archive, null, null, cancellationToken).ConfigureAwait(false);
            await writing.ConfigureAwait(false);
            if (layer.Failure is { } failure)
            {
                layer.Dispose();
                throw failure;
            }

            return layer;
        }
        finally
        {
            await failed.CancelAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task WriteChangesAsync(PipeWriter destination, Linux.FileDescriptor upper, CancellationToken cancellationToken)
    {
        try
        {
            var writer = new TarWriter(destination.AsStream(leaveOpen: true));
            await new TreeArchive(writer, new() { IsLayer = true }).WriteDirectoryAsync(upper, [], cancellationToken).ConfigureAwait(false);
            await writer.FinishAsync(cancellationToken).ConfigureAwait(false);
            await destination.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await destination.CompleteAsync(e).ConfigureAwait(false);
            throw;
        }
    }
}
