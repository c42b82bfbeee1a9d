using ZstdSharp;

namespace Engine.Host.Storage;

/// <summary>
/// Writes down, while a layer is unpacked, what its archive holds besides the contents of files (<see cref="LayerRecipe"/>). An archive that
/// takes back what it has put into the tree cannot be made again from the tree alone: such a one is kept whole instead, as a blob.
/// </summary>
internal sealed class LayerRecorder : IDisposable
{
    private const int CompressionLevel = 1;
    private const int BufferSize = 64 * 1024;

    private readonly string layerPath;
    private readonly string blobPath;
    private readonly byte[] pending = new byte[BufferSize];
    private int pendingLength;
    private CompressionStream? recipe;
    private FileStream? blob;

    /// <param name="layerPath">The directory that holds the layer's tree and will hold its recipe.</param>
    /// <param name="blobPath">Where the archive goes if it has to be kept whole.</param>
    public LayerRecorder(string layerPath, string blobPath)
    {
        this.layerPath = layerPath;
        this.blobPath = blobPath;
        recipe = new CompressionStream(File.Create(LayerRecipe.PathOf(layerPath)), CompressionLevel, leaveOpen: false);
    }

    /// <summary>The archive is kept whole.</summary>
    public bool HasBlob => blob is not null;

    /// <summary>The next bytes of the archive, which no file of the tree holds.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (blob is not null)
        {
            blob.Write(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            if (pendingLength == pending.Length)
            {
                FlushPending();
            }

            var n = Math.Min(bytes.Length, pending.Length - pendingLength);
            bytes[..n].CopyTo(pending.AsSpan(pendingLength));
            pendingLength += n;
            bytes = bytes[n..];
        }
    }

    /// <summary>The next bytes of the archive are the content of a file that was just made: <see cref="AddContent"/> gets them.</summary>
    /// <param name="path">Of the file in the tree.</param>
    /// <param name="size">How many bytes.</param>
    public void BeginFile(EntryPath path, long size)
    {
        if (blob is not null || size == 0)
        {
            return;
        }

        FlushPending();
        WriteNumber((size << 1) | 1);
        var bytes = path.FullPath();
        WriteNumber(bytes.Length);
        recipe!.Write(bytes);
    }

    /// <summary>Bytes of the archive that were written to the present file.</summary>
    public void AddContent(ReadOnlySpan<byte> bytes) => blob?.Write(bytes);

    /// <summary>Something of the tree is about to go: as long as it is there, what the archive had so far is made from it.</summary>
    public async ValueTask KeepWholeAsync(CancellationToken cancellationToken)
    {
        if (blob is not null)
        {
            return;
        }

        CloseRecipe();

        // An attempt that was cut off may have left one, and who reads it still has it open.
        File.Delete(blobPath);
        var whole = new FileStream(blobPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
        try
        {
            await new LayerRecipe(layerPath).WriteArchiveAsync(whole, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await whole.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        File.Delete(LayerRecipe.PathOf(layerPath));
        blob = whole;
    }

    /// <summary>The archive has ended.</summary>
    public void Finish()
    {
        CloseRecipe();
        blob?.Flush();
    }

    public void Dispose()
    {
        recipe?.Dispose();
        blob?.Dispose();
    }

    private void CloseRecipe()
    {
        if (recipe is not null)
        {
            FlushPending();
            recipe.Dispose();
            recipe = null;
        }
    }

    private void FlushPending()
    {
        if (pendingLength > 0)
        {
            WriteNumber((long)pendingLength << 1);
            recipe!.Write(pending.AsSpan(0, pendingLength));
            pendingLength = 0;
        }
    }

    private void WriteNumber(long number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            recipe!.WriteByte((byte)(number | 0x80));
        }

        recipe!.WriteByte((byte)number);
    }
}
