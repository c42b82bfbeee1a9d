using System.IO.Compression;
using Engine.Host.Images;
using Engine.Host.Images.Documents;
using Engine.Host.Images.Transfer;
using Engine.Host.Registry;
using Engine.Host.Storage;
using Engine.Host.Tests.Images;
using Engine.Host.Tests.Storage;

namespace Engine.Host.Tests.Registry;

/// <summary>A store and a registry that can be as bad as a test wants.</summary>
internal sealed class TransferFixture : IAsyncDisposable, IProgress<ImageProgress>
{
    private readonly List<ImageProgress> progress = [];

    public TransferFixture(Func<RegistryOptions, RegistryOptions>? configure = null)
    {
        Options = (configure ?? (o => o))(new RegistryOptions
        {
            RetryDelay = TimeSpan.FromMilliseconds(1),
            LongestRetryDelay = TimeSpan.FromMilliseconds(50),
            StallTimeout = TimeSpan.FromMilliseconds(300),
            CertificateDirectories = [],
        });
        Transfers = new(Store.Images, Options, TimeProvider.System);
    }

    public TestStore Store { get; } = new();

    public FaultRegistry Registry { get; } = new();

    public RegistryOptions Options { get; }

    public ImageTransfers Transfers { get; private set; }

    public IReadOnlyList<ImageProgress> Progress
    {
        get
        {
            lock (progress)
            {
                return [.. progress];
            }
        }
    }

    public string Reference => $"{Registry.Host}/app:1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static byte[] Gzip(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    /// <summary>A layer whose blob is as large as it is, because nothing compresses it.</summary>
    public static byte[] LargeLayer(int size, int seed = 1)
    {
        var content = new byte[size];
        new Random(seed).NextBytes(content);
        return ArchiveBuilder.Layer("file", System.Text.Encoding.Latin1.GetString(content));
    }

    /// <summary>Puts an image into the registry.</summary>
    /// <returns>The image's ID.</returns>
    public string Publish(params byte[][] layers) => Publish("app", "1", layers);

    public string Publish(string repository, string tag, params byte[][] layers)
    {
        var configuration = ArchiveBuilder.Configuration(layers);
        var blobs = layers.Select(Gzip).ToArray();
        foreach (var blob in blobs.Append(configuration))
        {
            Registry.Add(blob);
        }

        Registry.AddManifest(repository, tag, ArchiveBuilder.Manifest(configuration, blobs));
        return Sha256Digest.Of(configuration);
    }

    public Task<PulledImage> PullAsync(string? reference = null, RegistryCredentials? credentials = null, Platform? platform = null) =>
        PullUntilAsync(reference ?? Reference, credentials ?? RegistryCredentials.None, platform, Token);

    /// <summary>As <see cref="PullAsync"/>, until somebody gives it up.</summary>
    public Task<PulledImage> PullUntilAsync(CancellationToken givenUp) => PullUntilAsync(Reference, RegistryCredentials.None, null, givenUp);

    private async Task<PulledImage> PullUntilAsync(string reference, RegistryCredentials credentials, Platform? platform, CancellationToken givenUp) =>
        (await Transfers.PullAsync(ImageReference.Parse(reference), platform, credentials, this, givenUp))[0];

    public async Task<PushedTag> PushAsync(string reference, RegistryCredentials? credentials = null) =>
        (await Transfers.PushAsync(ImageReference.Parse(reference), credentials ?? RegistryCredentials.None, this, Token))[0];

    /// <summary>The store has nothing in it that it should not have.</summary>
    public async Task AssertSoundAsync() => Assert.Empty(await new StoreCheck(Store.Layout, Store.Database).RunAsync(deep: true, repair: false, Token));

    public async Task ReopenAsync()
    {
        Transfers.Dispose();
        await Store.ReopenAsync();
        Transfers = new(Store.Images, Options, TimeProvider.System);
    }

    public void Report(ImageProgress value)
    {
        lock (progress)
        {
            progress.Add(value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Transfers.Dispose();
        await Registry.DisposeAsync();
        await Store.DisposeAsync();
    }
}
