using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Registry;
using Engine.Host.Storage;

namespace Engine.Host.Images.Transfer;

/// <summary>
/// One layer on its way in from a registry, for everyone who waits for it: fetched, verified, decompressed and unpacked at the same time. It ends
/// when nobody waits any more; what was fetched of the blob stays for the next attempt.
/// </summary>
internal sealed class LayerDownload : IProgress<ImageProgress>, IAsyncDisposable
{
    private readonly StoreLayout layout;
    private readonly LayerIntake intake;
    private readonly LayerPins pins;
    private readonly Descriptor descriptor;
    private readonly CancellationTokenSource abandoned = new();
    private readonly Lock gate = new();
    private readonly List<IProgress<ImageProgress>> listeners = [];
    private readonly ProgressReporter reporter;
    private ImageProgress? last;
    private PinnedLayer? pin;

    /// <param name="layout">Where things lie.</param>
    /// <param name="intake">Takes it in.</param>
    /// <param name="pins">Keep it until all pulls are done with it.</param>
    /// <param name="descriptor">The layer's blob.</param>
    /// <param name="repository">Where it is.</param>
    /// <param name="slots">Bound how many are fetched at the same time.</param>
    /// <param name="before">An abandoned download of the same layer, which still has its files.</param>
    public LayerDownload(
        StoreLayout layout, LayerIntake intake, LayerPins pins, Descriptor descriptor, RegistryRepository repository, SemaphoreSlim slots, Task before)
    {
        this.layout = layout;
        this.intake = intake;
        this.pins = pins;
        this.descriptor = descriptor;
        reporter = new(this, ShortId(descriptor.Digest!));
        Result = Task.Run(() => RunAsync(repository, slots, before, abandoned.Token));
    }

    /// <summary>The layer, complete and verified; it belongs to this object.</summary>
    public Task<IncomingLayer> Result { get; }

    /// <summary>Pulls that wait for it; kept by <see cref="LayerDownloads"/>.</summary>
    public int Waiting { get; set; }

    public static string ShortId(string digest) => Sha256Digest.Hex(digest)[..12];

    public void Listen(IProgress<ImageProgress> listener)
    {
        lock (gate)
        {
            listeners.Add(listener);
            if (last is not null)
            {
                listener.Report(last);
            }
        }
    }

    public void Leave(IProgress<ImageProgress> listener)
    {
        lock (gate)
        {
            listeners.Remove(listener);
        }
    }

    void IProgress<ImageProgress>.Report(ImageProgress value)
    {
        lock (gate)
        {
            last = value;
            listeners.ForEach(listener => listener.Report(value));
        }
    }

    /// <summary>Ends it, and removes what no image has taken over.</summary>
    public async ValueTask DisposeAsync()
    {
        await abandoned.CancelAsync().ConfigureAwait(false);
        await ((Task)Result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Result.IsCompletedSuccessfully)
        {
            (await Result.ConfigureAwait(false)).Dispose();
        }

        pin?.Dispose();
        abandoned.Dispose();
    }

    private async Task<IncomingLayer> RunAsync(RegistryRepository repository, SemaphoreSlim slots, Task before, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!slots.Wait(0, CancellationToken.None))
        {
            reporter.Step("Waiting");
            await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var partial = new FileInfo(layout.PartialBlob(descriptor.Digest!));
            if (partial.Exists && (partial.Length == 0 || partial.Length > descriptor.Size))
            {
                partial.Delete();
                partial.Refresh();
            }

            var layer = await ReceiveAsync(repository, partial, cancellationToken).ConfigureAwait(false);
            if (layer.Digest != descriptor.Digest && partial.Exists)
            {
                // What was left by the earlier attempt may have been what is wrong: once from the beginning.
                Drop(layer, partial);
                partial.Refresh();
                layer = await ReceiveAsync(repository, partial, cancellationToken).ConfigureAwait(false);
            }

            var failure = layer.Digest != descriptor.Digest ? StorageErrors.DigestMismatch("filesystem layer verification failed", descriptor.Digest!, layer.Digest) : layer.Failure;
            if (failure is not null)
            {
                Drop(layer, partial);
                throw failure;
            }

            reporter.Bytes("Extracting", descriptor.Size, descriptor.Size);
            reporter.Step("Pull complete");
            pin = pins.Pin(new(layer.DiffId!, layer.ContentSize, layer.RootIsOpaque));
            return layer;
        }
        catch (Exception e) when (e is not (EngineException or RegistryRefusal or OperationCanceledException))
        {
            throw StorageErrors.Translate(e, $"cannot fetch layer {descriptor.Digest}");
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<IncomingLayer> ReceiveAsync(RegistryRepository repository, FileInfo partial, CancellationToken cancellationToken)
    {
        var begun = partial.Exists ? new FileStream(partial.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0) : null;
        await using var content = new BlobDownload(repository, descriptor, begun);
        reporter.Bytes("Downloading", begun?.Length ?? 0, descriptor.Size);
        return await intake.ReceiveAsync(content, null, Received, cancellationToken, partial.FullName).ConfigureAwait(false);
    }

    private void Received(long bytes)
    {
        reporter.Bytes("Downloading", bytes, descriptor.Size);
        if (bytes == descriptor.Size)
        {
            reporter.Step("Verifying Checksum");
            reporter.Step("Download complete");
        }
    }

    private static void Drop(IncomingLayer layer, FileInfo partial)
    {
        layer.Dispose();
        partial.Delete();
    }
}
