namespace Engine.Host.Storage;

/// <summary>A layer that has come in completely: its blob and its unpacked tree under temporary names, not yet durable and not yet part of the store.</summary>
internal sealed class IncomingLayer(StoreLayout layout) : IDisposable
{
    /// <summary>The blob as it came, or null when the store has it already or can make it again from the tree.</summary>
    public string? BlobPath { get; set; }

    /// <summary>The blob stays where it is if no image takes it over: a later attempt begins with it.</summary>
    public bool KeepsBlob { get; init; }

    /// <summary>It has a blob that is to be stored.</summary>
    public bool HasBlob { get; init; }

    /// <summary>The directory that becomes the layer, or null when the store has the layer already.</summary>
    public string? LayerPath { get; set; }

    /// <summary>The layer that the store has already and that this one is, or null.</summary>
    public PinnedLayer? Present { get; init; }

    /// <summary>Digest of the bytes that came.</summary>
    public required string Digest { get; init; }

    /// <summary>Number of the bytes that came.</summary>
    public required long BlobSize { get; init; }

    /// <summary>Digest of the uncompressed archive, or null if the content is no layer.</summary>
    public string? DiffId { get; init; }

    /// <summary>Bytes of file content.</summary>
    public long ContentSize { get; init; }

    public bool RootIsOpaque { get; init; }

    /// <summary>Why the content could not be unpacked. It matters only if an image turns out to want it as a layer.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Removes what no image took over.</summary>
    public void Dispose()
    {
        Present?.Dispose();
        if (BlobPath is not null && !KeepsBlob)
        {
            layout.Discard(BlobPath);
        }

        if (LayerPath is not null)
        {
            layout.Discard(LayerPath);
        }
    }
}
