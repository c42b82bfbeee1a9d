using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Engine.Host.Images;
using Engine.Host.Images.Documents;
using Engine.Host.Registry;
using Engine.Protocol;
using ProtocolRequest = Engine.Protocol.ImageCommitRequest;

namespace Engine.Host.Api.Rpc;

/// <content>Images to and from registries and archives.</content>
internal sealed partial class ImageTarget
{
    public IAsyncEnumerable<ImageTransferProgress> PullImageAsync(ImagePullRequest request, CancellationToken cancellationToken) =>
        new AbandonableSequence<ImageTransferProgress>(
            token => RunAsync(
                async progress =>
                {
                    var reference = ImageReference.Parse(request.Reference);
                    reference = request.AllTags ? reference with { Tag = null } : reference.WithDefaultTag();
                    var platform = request.Platform is null ? null : Platform.Parse(request.Platform);
                    var pulled = await transfers.PullAsync(reference, platform, Read(request.Credential), progress, token);
                    return pulled.Select(image => new ImageTransferProgress { Status = $"Digest: {image.Digest}", Image = Write(images.Get(image.Id)) });
                },
                token),
            cancellationToken);

    public IAsyncEnumerable<ImageTransferProgress> PushImageAsync(ImagePushRequest request, CancellationToken cancellationToken) =>
        new AbandonableSequence<ImageTransferProgress>(
            token => RunAsync(
                async progress =>
                {
                    var reference = ImageReference.Parse(request.Reference);
                    reference = request.AllTags ? reference with { Tag = null } : reference.WithDefaultTag();
                    var pushed = await transfers.PushAsync(reference, Read(request.Credential), progress, token);
                    return pushed.Select(tag => new ImageTransferProgress
                    {
                        Pushed = new ImagePushResult { Reference = $"{reference.FamiliarName}:{tag.Tag}", Digest = tag.Digest, Size = tag.Size },
                    });
                },
                token),
            cancellationToken);

    public async Task ExportImagesAsync(ImageExportRequest request, IDuplexPipe archive, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await images.SaveAsync(
                request.Images,
                request.Platform is null ? null : Platform.Parse(request.Platform),
                () => archive.Output.AsStream(leaveOpen: true),
                cancellationToken);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            await archive.Input.CompleteAsync();
            await archive.Output.CompleteAsync(failure);
        }
    }

    public async Task<ImageInfo> CommitContainerAsync(ProtocolRequest request, CancellationToken cancellationToken)
    {
        var reference = request.Reference is null ? null : ImageReference.Parse(request.Reference).WithDefaultTag();
        var id = await commit.CommitAsync(
            request.Container,
            request.Pause,
            null,
            new()
            {
                Reference = reference?.Digest is null ? reference : throw ImageErrors.TagWithDigest(),
                Author = request.Author ?? "",
                Comment = request.Message ?? "",
                Changes = request.Changes,
            },
            cancellationToken);
        return Write(images.Get(id));
    }

    public Task<IReadOnlyList<ImageHistoryStep>> GetImageHistoryAsync(string image, CancellationToken cancellationToken)
    {
        var found = images.Get(image);
        var sizes = new Queue<long>(images.LayerSizes(found.Id));
        return Task.FromResult<IReadOnlyList<ImageHistoryStep>>(
        [
            .. (found.Configuration.History ?? []).Select(step =>
            {
                var hasLayer = step.EmptyLayer != true && sizes.Count > 0;
                return new ImageHistoryStep
                {
                    Created = DateTimeOffset.TryParse(step.Created, out var created) ? created : null,
                    CreatedBy = step.CreatedBy ?? "",
                    Comment = step.Comment ?? "",
                    HasLayer = hasLayer,
                    Size = hasLayer ? sizes.Dequeue() : 0,
                };
            }).Reverse(),
        ]);
    }

    public async Task<ImagePruneResult> PruneImagesAsync(ImagePruneQuery query, CancellationToken cancellationToken)
    {
        bool IsWanted(Image image) => (query.Until is null || image.Created < query.Until) && HasLabels(image, query.Labels);
        if (query.Preview)
        {
            var doomed = images.List().Where(image => image.Holders.Count == 0 && (query.All || image.IsDangling) && IsWanted(image)).ToList();
            return new ImagePruneResult
            {
                Untagged = [.. doomed.SelectMany(image => image.Tags).Select(tag => tag.Familiar)],
                Deleted = [.. doomed.Select(image => image.Id)],
                ReclaimedBytes = doomed.Sum(image => image.Size),
            };
        }

        var (removed, reclaimed) = await images.PruneAsync(query.All, IsWanted, cancellationToken);
        return new ImagePruneResult
        {
            Untagged = [.. removed.Select(item => item.Untagged).OfType<string>()],
            Deleted = [.. removed.Select(item => item.Deleted).OfType<string>()],
            ReclaimedBytes = reclaimed + transfers.RemoveUnfinished(),
        };
    }

    public async Task<IReadOnlyList<ImageSearchResult>> SearchImagesAsync(string term, int? limit, CancellationToken cancellationToken)
    {
        var found = await transfers.SearchAsync(term, limit, RegistryCredentials.None, cancellationToken);
        return [.. found.Select(item => new ImageSearchResult { Name = item.Name, Description = item.Description, Stars = item.StarCount, IsOfficial = item.IsOfficial })];
    }

    public Task<string?> LogInAsync(string registry, RegistryCredential credential, CancellationToken cancellationToken) =>
        transfers.LogInAsync(registry, Read(credential), cancellationToken);

    private static RegistryCredentials Read(RegistryCredential? credential) => credential is null ? RegistryCredentials.None : new()
    {
        UserName = credential.UserName,
        Password = credential.Password,
        IdentityToken = credential.IdentityToken,
    };

    /// <summary>An operation as a sequence of what it reports, and its results at the end.</summary>
    private static async IAsyncEnumerable<ImageTransferProgress> RunAsync(
        Func<IProgress<ImageProgress>, Task<IEnumerable<ImageTransferProgress>>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reports = Channel.CreateUnbounded<ImageTransferProgress>(new() { SingleReader = true });
        var running = Task.Run(
            async () =>
            {
                try
                {
                    foreach (var result in await work(new Reporter(reports.Writer)))
                    {
                        reports.Writer.TryWrite(result);
                    }

                    reports.Writer.Complete();
                }
                catch (Exception e)
                {
                    reports.Writer.Complete(e);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var report in reports.Reader.ReadAllAsync(cancellationToken))
            {
                yield return report;
            }
        }
        finally
        {
            await running;
        }
    }

    private sealed class Reporter(ChannelWriter<ImageTransferProgress> reports) : IProgress<ImageProgress>
    {
        public void Report(ImageProgress value) =>
            reports.TryWrite(new ImageTransferProgress { Status = value.Status, Part = value.Id, Current = value.Current, Total = value.Total });
    }
}
