using Engine.Host.Images.Documents;
using Engine.Host.Registry;
using Engine.Host.Storage;

namespace Engine.Host.Images.Transfer;

/// <summary>The layers that are on their way in. A layer that two pulls want is fetched once.</summary>
internal sealed class LayerDownloads(ImageStore images, int mostAtOnce) : IDisposable
{
    private readonly SemaphoreSlim slots = new(mostAtOnce);
    private readonly Lock gate = new();
    private readonly Dictionary<string, LayerDownload> running = [];

    // Those that nobody waits for any more but that have not let go of their files yet.
    private readonly Dictionary<string, Task> ending = [];

    /// <summary>Begins to fetch a layer, or joins whoever fetches it already.</summary>
    public LayerLease Join(RegistryRepository repository, Descriptor descriptor, IProgress<ImageProgress> progress)
    {
        LayerDownload? download;
        lock (gate)
        {
            if (!running.TryGetValue(descriptor.Digest!, out download))
            {
                download = new(images.Layout, images.Intake, images.Pins, descriptor, repository, slots, ending.GetValueOrDefault(descriptor.Digest!) ?? Task.CompletedTask);
                running.Add(descriptor.Digest!, download);
            }

            download.Waiting++;
        }

        download.Listen(progress);
        return new(this, download, descriptor.Digest!, progress);
    }

    /// <summary>Nobody fetches that layer (by the hexadecimal part of its digest).</summary>
    public bool IsIdle(string hex)
    {
        lock (gate)
        {
            return !running.ContainsKey(Sha256Digest.Prefix + hex) && !ending.ContainsKey(Sha256Digest.Prefix + hex);
        }
    }

    public async Task LeaveAsync(LayerDownload download, string digest)
    {
        Task abandoning;
        lock (gate)
        {
            if (--download.Waiting > 0)
            {
                return;
            }

            running.Remove(digest);
            abandoning = ending[digest] = Task.Run(() => download.DisposeAsync().AsTask());
        }

        await abandoning.ConfigureAwait(false);
        lock (gate)
        {
            if (ending.GetValueOrDefault(digest) == abandoning)
            {
                ending.Remove(digest);
            }
        }
    }

    public void Dispose() => slots.Dispose();
}
