using Engine.Host.Errors;
using Engine.Host.Storage;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Images;

/// <content>Removing references, images, and what nothing needs any more.</content>
internal sealed partial class ImageStore
{
    /// <summary>
    /// Removes a reference and, with its last reference, the image; by docker's rules for what may go without force and what may not go at all.
    /// </summary>
    /// <param name="name">A reference, an ID or the beginning of an ID.</param>
    /// <param name="force">Also when several references name it by ID, or stopped containers use it.</param>
    /// <param name="cancellationToken">Ends the call before it began.</param>
    /// <returns>What is gone, in the order in which it went.</returns>
    public Task<IReadOnlyList<RemovedReference>> RemoveAsync(string name, bool force, CancellationToken cancellationToken) =>
        RemoveAsync(name, force, static _ => true, cancellationToken);

    private async Task<IReadOnlyList<RemovedReference>> RemoveAsync(string name, bool force, Predicate<ImageRow> mayGo, CancellationToken cancellationToken)
    {
        string imageId = "";
        var removed = await ChangeAsync(
            connection =>
            {
                var image = ImageQueries.Resolve(connection, name);
                imageId = image.Id;
                return mayGo(image) ? Remove(connection, image, name, force) : [];
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var item in removed)
        {
            if (item.Untagged is not null)
            {
                Raise("untag", imageId, imageId);
            }
            else if (item.Deleted == imageId)
            {
                Raise("delete", imageId, imageId);
            }
        }

        return removed;
    }

    /// <summary>Removes images that nobody uses: those without a reference, or all that no container holds.</summary>
    /// <param name="all">Also images that have a reference.</param>
    /// <param name="wanted">Which images may go.</param>
    /// <param name="cancellationToken">Ends the call between two images.</param>
    /// <returns>What is gone, and the bytes of layer content that are free again.</returns>
    public async Task<(IReadOnlyList<RemovedReference> Removed, long Reclaimed)> PruneAsync(
        bool all, Predicate<Image> wanted, CancellationToken cancellationToken)
    {
        var gone = new List<RemovedReference>();
        var before = ContentBytes();
        foreach (var image in List().Where(image => image.Holders.Count == 0 && (all || image.IsDangling) && wanted(image)))
        {
            cancellationToken.ThrowIfCancellationRequested();

            // It may have got a name or a container meanwhile, or be gone.
            try
            {
                gone.AddRange(await RemoveAsync(
                    image.Id,
                    force: true,
                    row => row.Holders.Count == 0 && (all || row.References.All(reference => reference.Digest is not null)),
                    cancellationToken).ConfigureAwait(false));
            }
            catch (NotFoundException)
            {
                continue;
            }
        }

        return (gone, Math.Max(0, before - ContentBytes()));
    }

    /// <summary>Bytes of file content of all layers, each counted once.</summary>
    public long ContentBytes() =>
        database.Read(connection => connection.Query("SELECT coalesce(sum(content_size), 0) FROM layers", row => row.GetInt64(0))[0]);

    private List<RemovedReference> Remove(SqliteConnection connection, ImageRow image, string name, bool force)
    {
        var removed = new List<RemovedReference>();
        var digits = image.Id[Sha256Digest.Prefix.Length..];
        var byId = image.Id.StartsWith(name, StringComparison.Ordinal) || digits.StartsWith(name, StringComparison.Ordinal);
        var references = image.References.ToList();
        if (!byId)
        {
            var reference = ImageReference.Parse(name).WithDefaultTag();
            reference = reference.Digest is null ? reference : reference with { Tag = null };
            if (!force && IsSingle(references) && image.Holders is [var user, ..])
            {
                throw ImageErrors.ReferenceInUse(reference.Familiar, image.Id, user);
            }

            Untag(reference);

            // Digests of a repository go with its last tag.
            if (!references.Exists(other => other.Name == reference.Name && other.Digest is null))
            {
                references.Where(other => other.Name == reference.Name).ToList().ForEach(Untag);
            }

            // The reference is gone in any case; the image stays while others, or containers, need it.
            if (references.Count > 0 || Conflict(image, force, severalReferences: false) is not null)
            {
                return removed;
            }
        }
        else if (Conflict(image, force, severalReferences: !IsSingle(references)) is { } conflict)
        {
            throw conflict;
        }

        references.ToList().ForEach(Untag);
        removed.AddRange(Delete(connection, image));
        return removed;

        void Untag(ImageReference reference)
        {
            connection.Run("DELETE FROM image_references WHERE reference = ?1", reference.ToString());
            references.Remove(reference);
            removed.Add(new(reference.Familiar, null));
        }
    }

    private Errors.EngineException? Conflict(ImageRow image, bool force, bool severalReferences) =>
        image.Holders.FirstOrDefault(IsRunning) is { } running ? ImageErrors.UsedByRunning(image.Id, running)
        : force ? null
        : severalReferences ? ImageErrors.InSeveralRepositories(image.Id)
        : image.Holders is [var stopped, ..] ? ImageErrors.UsedByStopped(image.Id, stopped)
        : null;

    /// <summary>True if one tag at most, with digests of the same repository at most, names the image.</summary>
    private static bool IsSingle(List<ImageReference> references) =>
        references.Count(reference => reference.Digest is null) <= 1 && references.Select(reference => reference.Name).Distinct().Count() <= 1;

    private static IEnumerable<RemovedReference> Delete(SqliteConnection connection, ImageRow image)
    {
        // Chains that only this image had, topmost first, as docker lists them.
        var chains = connection.Query(
            """
            SELECT chain_id FROM image_layers AS mine WHERE image_id = ?1
            AND NOT EXISTS (SELECT 1 FROM image_layers AS other WHERE other.chain_id = mine.chain_id AND other.image_id <> ?1)
            ORDER BY position DESC
            """,
            row => new RemovedReference(null, row.GetString(0)),
            image.Id);
        if (image.Holders.Count > 0)
        {
            // Containers still stand on its layers: it is gone for everyone else, and goes with the last of them.
            connection.Run("UPDATE images SET removed = 1 WHERE id = ?1", image.Id);
            return [new(null, image.Id)];
        }

        connection.Run("DELETE FROM images WHERE id = ?1", image.Id);
        return chains.Prepend(new(null, image.Id));
    }

    /// <summary>Runs a change that may leave layers or blobs without a user, and removes those: from the database with it, from the disk after it.</summary>
    private async Task<T> ChangeAsync<T>(Func<SqliteConnection, T> change, CancellationToken cancellationToken)
    {
        var doomed = new List<string>();
        T result;
        await placing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            (result, var unused) = await database.WriteAsync(connection => (change(connection), ForgetUnused(connection, pins)), cancellationToken).ConfigureAwait(false);
            foreach (var path in unused.Layers.Select(layout.Layer).Concat(unused.Blobs.Select(layout.Blob)))
            {
                if (layout.MoveAway(path) is { } moved)
                {
                    doomed.Add(moved);
                }
            }

            unused.Blobs.ForEach(digest => configurations.TryRemove(digest, out _));
        }
        finally
        {
            placing.Release();
        }

        await Task.Run(() => doomed.ForEach(DirectoryTree.Remove), CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    private static (List<string> Layers, List<string> Blobs) ForgetUnused(SqliteConnection connection, LayerPins pins)
    {
        connection.Run($"DELETE FROM images WHERE {ImageQueries.IsAbandoned}");
        var layers = connection.Query($"SELECT diff_id FROM layers WHERE {ImageQueries.IsUnused}", row => row.GetString(0));
        layers.RemoveAll(pins.Has);
        layers.ForEach(diffId => connection.Run("DELETE FROM layers WHERE diff_id = ?1", diffId));
        var blobs = connection.Query(
            """
            DELETE FROM blobs WHERE digest NOT IN (SELECT id FROM images)
            AND digest NOT IN (SELECT blob_digest FROM layers WHERE blob_digest IS NOT NULL) AND digest NOT IN (SELECT digest FROM image_blobs) RETURNING digest
            """,
            row => row.GetString(0));
        return (layers, blobs);
    }
}
