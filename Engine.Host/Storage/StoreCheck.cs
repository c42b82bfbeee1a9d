using System.Security.Cryptography;
using Engine.Host.Errors;

namespace Engine.Host.Storage;

/// <summary>
/// Compares what the database says with what is on disk. With <c>deep</c> every blob, and every tree that stands for one, is read and hashed; with
/// <c>repair</c> what is not known is removed, and a missing layer is unpacked again if it has a blob. Meant for a store that no daemon uses at the time.
/// </summary>
internal sealed class StoreCheck(StoreLayout layout, EngineDatabase database, UnpackLimits? limits = null)
{
    private readonly List<StoreFinding> findings = [];

    public async Task<IReadOnlyList<StoreFinding>> RunAsync(bool deep, bool repair, CancellationToken cancellationToken)
    {
        findings.Clear();
        findings.AddRange(database.CheckIntegrity().Select(problem => new StoreFinding("engine.db", problem, false)));
        var (blobs, layers, holders) = database.Read(connection => (
            connection.Query("SELECT digest, size FROM blobs ORDER BY digest", row => (Digest: row.GetString(0), Size: row.GetInt64(1))),
            connection.Query(
                "SELECT diff_id, blob_digest FROM layers ORDER BY diff_id", row => (DiffId: row.GetString(0), BlobDigest: row.IsDBNull(1) ? null : row.GetString(1))),
            connection.Query("SELECT DISTINCT holder FROM image_holders", row => row.GetString(0))));
        var sound = new HashSet<string>();
        foreach (var (digest, size) in blobs)
        {
            if (await CheckBlobAsync(digest, size, deep, cancellationToken).ConfigureAwait(false))
            {
                sound.Add(digest);
            }
        }

        foreach (var (diffId, blobDigest) in layers.Where(layer => !Directory.Exists(layout.LayerContent(layer.DiffId))))
        {
            var restored = repair && blobDigest is not null && sound.Contains(blobDigest) && await RestoreAsync(diffId, blobDigest, cancellationToken).ConfigureAwait(false);
            findings.Add(new(diffId, "the unpacked layer is missing", restored));
        }

        foreach (var (diffId, _) in layers.Where(layer => layer.BlobDigest is null && Directory.Exists(layout.LayerContent(layer.DiffId))))
        {
            await CheckRecipeAsync(diffId, deep, cancellationToken).ConfigureAwait(false);
        }

        FindUnknown(layout.Blobs, [.. blobs.Select(blob => Sha256Digest.Hex(blob.Digest))], "a blob that nothing refers to", repair);
        FindUnknown(layout.Layers, [.. layers.Select(layer => Sha256Digest.Hex(layer.DiffId))], "a layer that nothing refers to", repair);
        FindUnknown(layout.ContainerLayers, [.. holders], "a writable layer without a container", repair);
        FindUnknown(layout.Partial, [.. Directory.EnumerateFiles(layout.Partial).Select(path => Path.GetFileName(path)).Where(IsHex)], "no part of a layer", repair);
        FindUnknown(layout.Temporary, [], "left by something that was cut off", repair);
        return [.. findings];
    }

    private async Task<bool> CheckBlobAsync(string digest, long size, bool deep, CancellationToken cancellationToken)
    {
        var file = new FileInfo(layout.Blob(digest));
        var problem = !file.Exists ? "the blob is missing"
            : file.Length != size ? $"the blob has {file.Length} bytes instead of {size}"
            : deep && await DigestOfAsync(file, cancellationToken).ConfigureAwait(false) is var actual && actual != digest ? $"the blob's content is that of {actual}"
            : null;
        if (problem is not null)
        {
            findings.Add(new(digest, problem, false));
        }

        return problem is null;
    }

    private async Task CheckRecipeAsync(string diffId, bool deep, CancellationToken cancellationToken)
    {
        var problem = !File.Exists(LayerRecipe.PathOf(layout.Layer(diffId))) ? "the layer's recipe is missing" : null;
        if (deep && problem is null)
        {
            using var archive = new HashingSink();
            try
            {
                await new LayerRecipe(layout.Layer(diffId)).WriteArchiveAsync(archive, cancellationToken).ConfigureAwait(false);
                problem = archive.Digest() is var actual && actual != diffId ? $"the unpacked layer's content is that of {actual}" : null;
            }
            catch (InvalidDataException e)
            {
                problem = e.Message;
            }
        }

        if (problem is not null)
        {
            findings.Add(new(diffId, problem, false));
        }
    }

    private static async Task<string> DigestOfAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        return Sha256Digest.Format(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
    }

    private async Task<bool> RestoreAsync(string diffId, string blobDigest, CancellationToken cancellationToken)
    {
        try
        {
            await using var blob = File.OpenRead(layout.Blob(blobDigest));
            using var layer = await new LayerIntake(layout, limits ?? new(), find: null).ReceiveAsync(blob, null, null, cancellationToken).ConfigureAwait(false);
            if (layer.DiffId != diffId)
            {
                return false;
            }

            DirectoryTree.SyncFileSystem(layout.DataRoot);
            layout.Discard(layout.Layer(diffId));
            StoreLayout.Rename(layer.LayerPath!, layout.Layer(diffId));
            layer.LayerPath = null;
            DirectoryTree.Sync(layout.Layers);
            return true;
        }
        catch (Exception e) when (e is EngineException or IOException)
        {
            findings.Add(new(diffId, $"the layer cannot be unpacked again: {e.Message}", false));
            return false;
        }
    }

    private static bool IsHex(string name) => name.Length == Sha256Digest.HexLength && Sha256Digest.IsHex(name);

    private void FindUnknown(string directory, HashSet<string> known, string problem, bool repair)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(directory).Order())
        {
            if (!known.Contains(Path.GetFileName(path)))
            {
                if (repair)
                {
                    DirectoryTree.Remove(path);
                }

                findings.Add(new(Path.GetRelativePath(layout.DataRoot, path), problem, repair));
            }
        }
    }
}
