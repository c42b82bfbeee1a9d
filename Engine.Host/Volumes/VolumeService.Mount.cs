namespace Engine.Host.Volumes;

internal sealed partial class VolumeService
{
    private readonly Lock fillingGate = new();
    private readonly Dictionary<string, Task> filling = [];

    /// <summary>Prepares a volume for a container that starts.</summary>
    /// <param name="name">The volume.</param>
    /// <param name="container">The container's id.</param>
    /// <param name="cancellationToken">Ends the waiting for a plugin.</param>
    public async Task<VolumeMount> MountAsync(string name, string container, CancellationToken cancellationToken)
    {
        Volume volume = Get(name);
        await Filled(name);
        if (volume.Driver != Volume.LocalDriver)
        {
            Plugins.VolumePlugin plugin = await PluginOfAsync(volume, "mount", cancellationToken);
            return new VolumeMount(await plugin.MountAsync(name, container, cancellationToken));
        }

        return volume.IsDirectory
            ? new VolumeMount(directory.DataPath(name))
            : await LocalVolumeOptions.ResolveAsync(volume.Options!, directory.DataPath(name), cancellationToken);
    }

    /// <summary>Tells that a container mounted a volume.</summary>
    public void TellMounted(string name, string container, string destination, bool readWrite, string propagation)
    {
        if (TryGet(name) is { } volume)
        {
            Publish(
                "mount", volume, ("container", container), ("destination", destination), ("propagation", propagation), ("read/write", readWrite ? "true" : "false"));
        }
    }

    /// <summary>A container that had mounted a volume has ended.</summary>
    public async Task UnmountAsync(string name, string container)
    {
        if (TryGet(name) is not { } volume)
        {
            return;
        }

        if (volume.Driver != Volume.LocalDriver)
        {
            await (await PluginOfAsync(volume, "unmount", CancellationToken.None)).UnmountAsync(name, container, CancellationToken.None);
        }

        Publish("unmount", volume, ("container", container));
    }

    /// <summary>Fills an empty local volume with what an image has at a place.</summary>
    /// <param name="name">The volume.</param>
    /// <param name="lower">The image's layers, topmost first.</param>
    /// <param name="destination">Absolute path in the image.</param>
    /// <param name="container">The container that gets it: others may be using the volume.</param>
    public async Task CopyUpAsync(string name, IReadOnlyList<string> lower, string destination, string container)
    {
        if (TryGet(name) is not { Driver: Volume.LocalDriver } volume)
        {
            return;
        }

        if (volume.IsDirectory)
        {
            // Whole or not at all: what is copied takes the empty directory's place, unless another container may have that mounted.
            string path = directory.DataPath(name);
            await FillAsync(name, () => VolumeContent.Fill(lower, destination, path, holds.Of(name) is [var only] && only == container ? () => directory.NewData(name) : null));
        }
        else if (await LocalVolumeOptions.ResolveAsync(volume.Options!, directory.DataPath(name), CancellationToken.None) is { Path: { } path })
        {
            await FillAsync(name, () => VolumeContent.Fill(lower, destination, path, replacement: null));
        }
    }

    // One at a time for each volume, and none for others to wait for.
    private async Task FillAsync(string name, Action fill)
    {
        while (true)
        {
            Task? mine = null;
            Task? other;
            lock (fillingGate)
            {
                if (!filling.TryGetValue(name, out other))
                {
                    filling[name] = mine = Task.Run(fill);
                }
            }

            if (mine is null)
            {
                await Task.WhenAny(other!);
                continue;
            }

            try
            {
                await mine;
                return;
            }
            finally
            {
                lock (fillingGate)
                {
                    filling.Remove(name);
                }
            }
        }
    }

    private Task Filled(string name)
    {
        lock (fillingGate)
        {
            return filling.TryGetValue(name, out Task? running) ? Task.WhenAny(running) : Task.CompletedTask;
        }
    }
}
