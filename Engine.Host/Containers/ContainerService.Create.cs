using Engine.Host.Containers.Logs;
using Engine.Host.Containers.Mounts;
using Engine.Host.Errors;
using Engine.Host.Networking;
using Engine.Host.Volumes;

namespace Engine.Host.Containers;

internal sealed partial class ContainerService
{
    private const string OtherContainer = "container:";

    public async Task<CreateResult> CreateAsync(ContainerConfiguration configuration, string? name, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(name))
        {
            name = name.StartsWith('/') ? name[1..] : name;
            ConfigurationValidator.CheckName(name);
        }

        if (configuration.Image.Length == 0)
        {
            throw ContainerErrors.NoCommand();
        }

        IReadOnlyList<string> warnings = ConfigurationValidator.Check(configuration);
        _ = LogSettings.Parse(configuration.Log, services.Options);
        RequireOthers(configuration);
        cancellationToken.ThrowIfCancellationRequested();
        ContainerImage image = services.Images.Resolve(configuration.Image);
        string id = ContainerId.New();
        ContainerConfiguration merged = ConfigurationMerge.Merge(configuration, image);
        merged = merged with
        {
            Hostname = HostnameOf(merged, id),
            NetworkMode = merged.NetworkMode is "" or "default" ? "bridge" : merged.NetworkMode,
        };
        IReadOnlyList<NetworkAttachment> networks = services.Networks.Attach(merged);
        IReadOnlyList<MountPoint> mounts = new MountResolver(services.Volumes, name => services.Images.Resolve(name).Id).Resolve(merged, Find);
        string chosen = Reserve(name, id);
        try
        {
            Container container = Describe(id, chosen, image, merged, mounts) with { Networks = networks };
            if (mounts.Any(mount => mount.Type == MountType.Volume))
            {
                await PrepareVolumesAsync(container, cancellationToken);
            }

            await MakeAsync(container);
            return new CreateResult(id, warnings);
        }
        catch
        {
            services.Index.Release(chosen);
            await ReleaseVolumesAsync(services.Volumes, id, mounts, removeAnonymous: true);
            throw;
        }
    }

    /// <summary>Lets the volumes of a container go that is gone, or was not made after all.</summary>
    internal static async Task ReleaseVolumesAsync(VolumeService volumes, string id, IReadOnlyList<MountPoint> mounts, bool removeAnonymous)
    {
        volumes.Release(id);
        List<string> anonymous = [.. mounts.Where(mount => mount is { Type: MountType.Volume, Anonymous: true }).Select(mount => mount.Name!)];
        if (removeAnonymous && anonymous.Count > 0)
        {
            await volumes.RemoveUnheldAsync(anonymous);
        }
    }

    // A volume is filled at creation, as Docker does: what looks at it before the start finds the image's files.
    private async Task PrepareVolumesAsync(Container container, CancellationToken cancellationToken)
    {
        await services.Volumes.HoldAsync(container.Id, VolumeRequests.Of(container.Configuration, container.Mounts), cancellationToken);
        foreach (MountPoint mount in container.Mounts.Where(mount => mount is { Type: MountType.Volume, CopyUp: true }))
        {
            await services.Volumes.CopyUpAsync(mount.Name!, services.Images.GetRoot(container.Id, container.ImageId).Lower, mount.Destination, container.Id);
        }
    }

    private async Task MakeAsync(Container container)
    {
        var owner = new ContainerOwner(services, container);
        try
        {
            ContainerFiles.CreateDirectory(owner.Paths);
            ContainerFiles.Write(container.Configuration, owner.Paths, services.Networks.HostGateway);
            services.Images.CreateLayer(container.Id, container.ImageId);
            await services.Store.AddAsync(container);
        }
        catch
        {
            await services.Images.RemoveLayerAsync(container.Id, CancellationToken.None);
            Directory.Delete(owner.Paths.Directory, recursive: true);
            throw;
        }

        services.Index.Add(owner);
        owner.Publish("create");
    }

    private Container Describe(
        string id, string name, ContainerImage image, ContainerConfiguration configuration, IReadOnlyList<MountPoint> mounts)
    {
        IReadOnlyList<string> line = [.. configuration.Entrypoint!, .. configuration.Command!];
        return new Container
        {
            Id = id,
            Name = name,
            Created = services.Time.GetUtcNow(),
            ImageId = image.Id,
            Path = line[0],
            Arguments = [.. line.Skip(1)],
            Configuration = configuration,
            Mounts = mounts,
            State = new ContainerState(),
        };
    }

    private string HostnameOf(ContainerConfiguration configuration, string id) =>
        configuration.Hostname.Length > 0 ? configuration.Hostname
        : configuration.NetworkMode.StartsWith(OtherContainer, StringComparison.Ordinal) ? Find(configuration.NetworkMode[OtherContainer.Length..]).Configuration.Hostname
        : configuration.UsesHostNetwork || configuration.UtsMode == "host" ? Environment.MachineName
        : id[..12];

    private string Reserve(string? name, string id)
    {
        if (!string.IsNullOrEmpty(name))
        {
            services.Index.Reserve(name, id);
            return name;
        }

        while (true)
        {
            string generated = NameGenerator.Next(services.Index.IsFree);
            try
            {
                services.Index.Reserve(generated, id);
                return generated;
            }
            catch (ConflictException)
            {
                // Taken in the moment between; another one then.
            }
        }
    }

    // A mode that names a container that does not exist is the client's mistake, whenever it is told.
    private void RequireOthers(ContainerConfiguration configuration)
    {
        foreach (string mode in new[] { configuration.PidMode, configuration.IpcMode, configuration.NetworkMode })
        {
            if (mode.StartsWith(OtherContainer, StringComparison.Ordinal))
            {
                string other = mode[OtherContainer.Length..];
                try
                {
                    _ = services.Index.Find(other);
                }
                catch (NotFoundException e)
                {
                    throw new InvalidArgumentException(e.Message, ErrorCode.ContainerNotFound, e);
                }
            }
        }
    }
}
