using Engine.Host.Storage;

namespace Engine.Host.Images.Transfer;

/// <summary>One pull's interest in a layer that is on its way in.</summary>
internal sealed class LayerLease(LayerDownloads downloads, LayerDownload download, string digest, IProgress<ImageProgress> progress) : IAsyncDisposable
{
    /// <summary>The layer, complete and verified; it is good until this is disposed.</summary>
    public Task<IncomingLayer> ResultAsync(CancellationToken cancellationToken) => download.Result.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        download.Leave(progress);
        await downloads.LeaveAsync(download, digest).ConfigureAwait(false);
    }
}
