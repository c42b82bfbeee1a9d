using System.Text;
using Engine.Host.Storage;
using Engine.Linux.Syscalls;
using Engine.Oci.Monitor;
using Microsoft.Data.Sqlite;

namespace Engine.Host.Images;

/// <content>What containers need: layers to stand on that stay as long as they do, and a layer of their own.</content>
internal sealed partial class ImageStore
{
    /// <summary>
    /// Records in the caller's own write that <paramref name="holder"/> (a container's ID) uses an image: its layers stay until <see cref="Release"/>.
    /// </summary>
    /// <exception cref="Errors.EngineException">The image is gone.</exception>
    public static void Hold(SqliteConnection connection, string holder, string imageId)
    {
        if (ImageQueries.ById(connection, imageId) is null)
        {
            throw ImageErrors.NotFound(imageId);
        }

        connection.Run("INSERT INTO image_holders (holder, image_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING", holder, imageId);
    }

    /// <summary>Ends in the caller's own write what <paramref name="holder"/> held.</summary>
    public static void Release(SqliteConnection connection, string holder) =>
        connection.Run("DELETE FROM image_holders WHERE holder = ?1", holder);

    /// <summary>Removes what nothing needs any more: images that were removed while containers stood on them, layers that images on their way in relied on.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        // Hardly ever is there anything; then nothing is written.
        if (database.Read(ImageQueries.HasGarbage))
        {
            await ChangeAsync(_ => true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Bytes of file content in the layers of an image, also of one that was removed and is still held.</summary>
    public long ContentBytes(string imageId) => database.Read(connection => connection.Query(
        "SELECT coalesce(sum(l.content_size), 0) FROM image_layers i JOIN layers l USING (diff_id) WHERE i.image_id = ?1", row => row.GetInt64(0), imageId))[0];

    /// <summary>The layers of an image as overlayfs wants them: absolute directories, topmost first.</summary>
    public IReadOnlyList<string> LayerDirectories(string imageId)
    {
        var directories = new List<string>();
        foreach (var (diffId, rootIsOpaque) in database.Read(connection => ImageQueries.Layers(connection, imageId)).Reverse())
        {
            directories.Add(layout.LayerContent(diffId));
            if (rootIsOpaque)
            {
                break;
            }
        }

        return directories;
    }

    /// <summary>
    /// Makes the writable layer of a container. It is not forced to disk here: the write that records the container is, and a layer whose
    /// container is not recorded is removed by the next start.
    /// </summary>
    public OverlayRoot CreateContainerLayer(string containerId, string imageId)
    {
        var place = layout.ContainerLayer(containerId);
        var made = layout.NewTemporary("container");
        var lower = LayerDirectories(imageId);
        Directory.CreateDirectory(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(made + "/work", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(made + "/upper");

        // The upper layer's root is what the container sees as "/": it has to look as the image's does.
        var top = lower.Count == 0 ? null : Syscall.Status(Syscall.AT_FDCWD, Encoding.UTF8.GetBytes(lower[0] + "\0"));
        var upper = Encoding.UTF8.GetBytes(made + "/upper\0");
        Syscall.FchownAt(Syscall.AT_FDCWD, upper, top?.Uid ?? 0, top?.Gid ?? 0, Syscall.AT_SYMLINK_NOFOLLOW);
        Syscall.FchmodAt(Syscall.AT_FDCWD, upper, (top?.Mode ?? 0x1ED) & 0xFFF);
        StoreLayout.Rename(made, place);
        return ContainerRoot(containerId, lower);
    }

    /// <summary>The root filesystem of a container whose writable layer was made before.</summary>
    public OverlayRoot ContainerRoot(string containerId, string imageId) => ContainerRoot(containerId, LayerDirectories(imageId));

    /// <summary>Removes the writable layer of a container; nothing happens if it has none.</summary>
    public Task RemoveContainerLayerAsync(string containerId, CancellationToken cancellationToken) =>
        Task.Run(() => layout.Discard(layout.ContainerLayer(containerId)), cancellationToken);

    private OverlayRoot ContainerRoot(string containerId, IReadOnlyList<string> lower) => new()
    {
        // overlayfs needs a lower layer; an image without layers has an empty one.
        Lower = lower.Count > 0 ? lower : [layout.Empty],
        Upper = layout.ContainerLayer(containerId) + "/upper",
        Work = layout.ContainerLayer(containerId) + "/work",
    };
}
