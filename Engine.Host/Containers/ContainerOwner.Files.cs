using System.Text;
using Engine.Host.Containers.Files;
using Engine.Host.Volumes;
using Engine.Linux;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    /// <summary>A file of the container, ready to be sent.</summary>
    /// <param name="path">Its path; with a slash or a dot at the end a link there is followed.</param>
    public async Task<ContainerArchive> OpenArchiveAsync(string path)
    {
        if (container is { State.StartedAt: null, Mounts.Count: > 0 })
        {
            await MakeMountPlacesAsync();
        }

        ContainerTree tree = await OpenTreeAsync(writable: false);
        try
        {
            TreePlace place = tree.Find(Encoding.UTF8.GetBytes(path), followLast: false);
            if (place.Status is not { } status)
            {
                place.Dispose();
                throw FileErrors.NotFound(path, container.Name);
            }

            return new ContainerArchive(tree, place, new PathStatus(NameOf(path), status, LinkTarget(tree, path, status)), () => Publish("archive-path"));
        }
        catch (Exception e)
        {
            tree.Dispose();
            throw e is LinuxException failure ? FileErrors.Of(path, failure) : e;
        }
    }

    /// <summary>Puts an archive into a directory of the container.</summary>
    public async Task ExtractAsync(string path, Stream archive, ExtractOptions options, CancellationToken cancellationToken)
    {
        // Nothing may start on a layer that is mounted here; a running container goes on meanwhile.
        bool alone = !container.State.IsAlive;
        if (alone)
        {
            await gate.WaitAsync(cancellationToken);
        }

        try
        {
            using ContainerTree tree = await OpenTreeAsync(writable: alone);
            await ExtractAsync(tree, path, archive, options, cancellationToken);
        }
        catch (LinuxException e)
        {
            throw FileErrors.Of(path, e);
        }
        finally
        {
            if (alone)
            {
                gate.Release();
            }
        }

        Publish("extract-to-dir");
    }

    /// <summary>The container's own files, without those of volumes.</summary>
    public ContainerTree OpenLayers()
    {
        RequireFiles();
        return ContainerTree.OfLayers(services.Images.GetRoot(Id, container.ImageId), writable: false);
    }

    /// <summary>What it changed of its image.</summary>
    public IReadOnlyList<TreeChange> Changes()
    {
        RequireFiles();
        return LayerComparison.Of(services.Images.GetRoot(Id, container.ImageId));
    }

    // The first start makes the places of mounts; who looks at the container before expects them, too.
    private async Task MakeMountPlacesAsync()
    {
        await gate.WaitAsync();
        try
        {
            if (container.State is { StartedAt: null, IsAlive: false })
            {
                RequireFiles();
                using ContainerTree layers = ContainerTree.OfLayers(services.Images.GetRoot(Id, container.ImageId), writable: true);
                foreach (MountPoint mount in container.Mounts.OrderBy(mount => mount.Destination.Length))
                {
                    layers.MakePlace(mount.Destination, isDirectory: mount.Type != MountType.Bind || !File.Exists(mount.Source));
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ExtractAsync(ContainerTree tree, string path, Stream archive, ExtractOptions options, CancellationToken cancellationToken)
    {
        string directory;
        using (TreePlace place = tree.Find(Encoding.UTF8.GetBytes(path), followLast: true))
        {
            if (place.File is not { } found)
            {
                throw FileErrors.NotFound(path, container.Name);
            }

            if (!place.IsDirectory)
            {
                throw FileErrors.NotADirectory();
            }

            if (KernelFileSystems.Holds(found))
            {
                throw FileErrors.KernelFileSystem(path);
            }

            directory = place.Path;
        }

        RequireWritable(tree, directory);
        (uint, uint)? owner = options.OwnedByUser ? UserLookup.Find(tree, container.Configuration.User) : null;
        await new TreeExtractor(tree, directory == "/" ? "" : directory, options, owner).ExtractAsync(archive, cancellationToken);
    }

    // The deepest mount on the way decides. What the kernel would refuse anyway is told in Docker's words, and before anything is done.
    private void RequireWritable(ContainerTree tree, string directory)
    {
        MountPoint? mount = container.Mounts
            .Where(mount => IsWithin(directory, Destination(tree, mount)))
            .OrderByDescending(mount => mount.Destination.Length)
            .FirstOrDefault();
        if (mount is { ReadWrite: false })
        {
            throw FileErrors.VolumeIsReadOnly();
        }

        if (mount is null && container.Configuration.ReadonlyRootfs)
        {
            throw FileErrors.RootIsReadOnly();
        }
    }

    private static string Destination(ContainerTree tree, MountPoint mount)
    {
        using TreePlace place = tree.Find(Encoding.UTF8.GetBytes(mount.Destination), followLast: true);
        return place.Path;
    }

    private static bool IsWithin(string path, string directory) =>
        path == directory || path.StartsWith(directory == "/" ? "/" : directory + "/", StringComparison.Ordinal);

    private async Task<ContainerTree> OpenTreeAsync(bool writable)
    {
        RequireFiles();
        ContainerState state = container.State;
        if (state.IsAlive)
        {
            try
            {
                return ContainerTree.OfProcess(state.Pid, state.StartTime);
            }
            catch (Exception e) when (e is LinuxException or IOException)
            {
                // It ended this moment: then its layers are what there is.
            }
        }

        OverlayRoot layers = services.Images.GetRoot(Id, container.ImageId);
        ContainerTree tree = ContainerTree.OfLayers(layers, writable);
        try
        {
            foreach (MountPoint mount in container.Mounts.OrderBy(mount => mount.Destination.Count(c => c == '/')))
            {
                if (await SourceOfAsync(mount) is { } source)
                {
                    tree.Mount(mount.Destination, source, !mount.ReadWrite || !writable);
                }
            }

            return tree;
        }
        catch
        {
            tree.Dispose();
            throw;
        }
    }

    // What is a directory or a file of the host; memory and other file systems have nothing to show in a container that does not run.
    private async Task<string?> SourceOfAsync(MountPoint mount)
    {
        if (mount.Type == MountType.Bind)
        {
            return Path.Exists(mount.Source) ? mount.Source : null;
        }

        // A plugin counts who has its volumes mounted, and nobody does.
        if (mount.Type != MountType.Volume || mount.Driver is not ("" or Volume.LocalDriver))
        {
            return null;
        }

        VolumeMount volume = await services.Volumes.MountAsync(mount.Name!, Id, CancellationToken.None);
        return volume.Path is { } path && mount.Subpath.Length == 0 && Path.Exists(path) ? path : null;
    }

    private void RequireFiles()
    {
        if (container.State.Status is ContainerStatus.Removing or ContainerStatus.Dead)
        {
            throw Errors.ContainerErrors.MarkedForRemoval(Id);
        }
    }

    private static string LinkTarget(ContainerTree tree, string path, Engine.Linux.Syscalls.FileStatus status)
    {
        if (status.Type != Engine.Linux.Syscalls.FileStatus.S_IFLNK)
        {
            return "";
        }

        using TreePlace target = tree.Find(Encoding.UTF8.GetBytes(path), followLast: true);
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(target.Path));
    }

    private static string NameOf(string path)
    {
        string trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }
}
