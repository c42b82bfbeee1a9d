using System.Text;
using Engine.Host.Archives;
using Engine.Host.Storage;

namespace Engine.Host.Containers.Files;

/// <summary>A file or directory of a container, found and ready to be sent as an archive.</summary>
internal sealed class ContainerArchive : IDisposable
{
    private readonly ContainerTree tree;
    private readonly TreePlace place;
    private readonly Action sending;

    /// <param name="tree">The container's tree; this one's to dispose of.</param>
    /// <param name="place">The file; this one's, too.</param>
    /// <param name="status">What it is.</param>
    /// <param name="sending">Called when it is sent.</param>
    public ContainerArchive(ContainerTree tree, TreePlace place, PathStatus status, Action sending)
    {
        this.sending = sending;
        this.tree = tree;
        this.place = place;
        Status = status;
    }

    /// <summary>What it is.</summary>
    public PathStatus Status { get; }

    /// <summary>Writes the archive: the file under its own name, a directory with all that is below.</summary>
    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        sending();
        var tar = new TarWriter(destination);

        // Clients that give the root directory another name look for the slash that every name then begins with.
        bool isRoot = Status.Name == "/";
        byte[] name = isRoot ? [] : Encoding.UTF8.GetBytes(Status.Name);
        var archive = new TreeArchive(tar, new TreeArchiveOptions
        {
            InPlaceOf = below => tree.MountedAt(place.Path, isRoot ? [(byte)'/', .. below] : below.AsSpan(name.Length)),
            Prefix = isRoot ? "/"u8.ToArray() : [],
            Enters = static directory => !KernelFileSystems.Holds(directory),
        });
        if (place.IsDirectory)
        {
            await archive.WriteDirectoryAsync(place.File!, name, cancellationToken);
        }
        else
        {
            await archive.WriteFileAsync(place.File!, name, cancellationToken);
        }

        await tar.FinishAsync(cancellationToken);
    }

    public void Dispose()
    {
        place.Dispose();
        tree.Dispose();
    }
}
