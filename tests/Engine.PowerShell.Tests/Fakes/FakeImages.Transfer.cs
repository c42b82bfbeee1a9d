using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Engine.Protocol;

namespace Engine.PowerShell.Tests.Fakes;

/// <content>A registry that has everything but what is called denied.</content>
public sealed partial class FakeImages
{
    /// <summary>How many progress reports a pull makes.</summary>
    public int Reports { get; set; } = 3;

    /// <summary>A pull never ends.</summary>
    public bool Hangs { get; set; }

    public async IAsyncEnumerable<ImageTransferProgress> PullImageAsync(ImagePullRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        calls.Add($"pull {request.Reference} {request.Platform} {request.Credential?.UserName}".TrimEnd());
        await Task.Yield();
        if (request.Reference.Contains("denied", StringComparison.Ordinal))
        {
            throw FakeFailure.Of(EngineErrorCode.NotFound, EngineErrorIds.ImagePullDenied, "pull access denied", request.Reference);
        }

        yield return new ImageTransferProgress { Status = "Pulling from it", Part = "latest" };
        for (var i = 1; i <= Reports; i++)
        {
            yield return new ImageTransferProgress { Status = "Downloading", Part = "abc", Current = i, Total = Reports };
        }

        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        yield return new ImageTransferProgress { Image = s_busybox };
    }

    public async IAsyncEnumerable<ImageTransferProgress> PushImageAsync(ImagePushRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        calls.Add($"push {request.Reference}");
        await Task.Yield();
        yield return new ImageTransferProgress { Pushed = new ImagePushResult { Reference = request.Reference, Digest = "sha256:1", Size = 2 } };
    }

    public async Task ExportImagesAsync(ImageExportRequest request, IDuplexPipe archive, CancellationToken cancellationToken)
    {
        calls.Add($"save {string.Join(' ', request.Images)}");
        await archive.Output.WriteAsync("archive"u8.ToArray(), cancellationToken);
        await archive.Output.CompleteAsync();
    }

    public Task<ImageInfo> CommitContainerAsync(ImageCommitRequest request, CancellationToken cancellationToken)
    {
        calls.Add($"commit {request.Container} {request.Reference} {request.Pause}");
        return Task.FromResult(s_busybox);
    }

    public Task<IReadOnlyList<ImageHistoryStep>> GetImageHistoryAsync(string image, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ImageHistoryStep>>([new ImageHistoryStep { CreatedBy = "CMD [\"sh\"]" }, new ImageHistoryStep { CreatedBy = "ADD /", Size = 4 << 20, HasLayer = true }]);

    public Task<ImagePruneResult> PruneImagesAsync(ImagePruneQuery query, CancellationToken cancellationToken)
    {
        calls.Add($"prune {query.All} {query.Preview}");
        return Task.FromResult(new ImagePruneResult { Untagged = ["old:1"], Deleted = ["sha256:2"], ReclaimedBytes = 7 });
    }

    public Task<IReadOnlyList<ImageSearchResult>> SearchImagesAsync(string term, int? limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ImageSearchResult>>([new ImageSearchResult { Name = term, Stars = 3 }]);

    public Task<string?> LogInAsync(string registry, RegistryCredential credential, CancellationToken cancellationToken)
    {
        calls.Add($"login {registry} {credential.UserName} {credential.Password}");
        return Task.FromResult<string?>(null);
    }
}
