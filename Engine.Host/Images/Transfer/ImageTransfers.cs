using Engine.Host.Images.Documents;
using Engine.Host.Registry;

namespace Engine.Host.Images.Transfer;

/// <summary>Images to and from registries: what both faces use.</summary>
internal sealed partial class ImageTransfers : IDisposable
{
    private readonly ImageStore images;
    private readonly RegistryDirectory directory;
    private readonly TimeProvider clock;
    private readonly LayerDownloads downloads;
    private readonly ImagePuller puller;
    private readonly SemaphoreSlim uploads;
    private readonly ImagePusher pusher;

    public ImageTransfers(ImageStore images, RegistryOptions options, TimeProvider clock)
    {
        this.images = images;
        this.clock = clock;
        directory = new(options);
        downloads = new(images, options.MaxConcurrentDownloads);
        puller = new(images, directory, downloads, clock);
        uploads = new(options.MaxConcurrentUploads);
        pusher = new(images, directory, uploads, clock);
    }

    /// <inheritdoc cref="ImagePuller.PullAsync"/>
    public Task<IReadOnlyList<PulledImage>> PullAsync(
        ImageReference reference, Platform? platform, RegistryCredentials credentials, IProgress<ImageProgress> progress, CancellationToken cancellationToken) =>
        puller.PullAsync(reference, platform, credentials, progress, cancellationToken);

    /// <inheritdoc cref="ImagePusher.PushAsync"/>
    public Task<IReadOnlyList<PushedTag>> PushAsync(
        ImageReference reference, RegistryCredentials credentials, IProgress<ImageProgress> progress, CancellationToken cancellationToken) =>
        pusher.PushAsync(reference, credentials, progress, cancellationToken);

    public void Dispose()
    {
        uploads.Dispose();
        downloads.Dispose();
        directory.Dispose();
    }
}
