using Engine.Host.Containers.Monitors;
using Engine.Host.Containers.Specification;
using Engine.Host.Events;
using Engine.Host.Images;
using Engine.Host.Networking;
using Engine.Host.Storage;
using Engine.Host.Volumes;

namespace Engine.Host.Containers;

/// <summary>Puts the container domain together for a daemon.</summary>
internal static class ContainerDomain
{
    /// <summary>Makes the service. Call <see cref="ContainerService.RestoreAsync"/> before it is used.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="runtimePath">The <c>engine-runtime</c> program.</param>
    /// <param name="database">Opened with the steps of <see cref="EngineSchema"/>.</param>
    /// <param name="images">The image store; its events are published too.</param>
    /// <param name="volumes">The volumes; restored with the containers.</param>
    /// <param name="events">Where events go.</param>
    /// <param name="networks">The networks of containers.</param>
    /// <param name="logger">Where the domain logs.</param>
    /// <param name="time">The clock.</param>
    public static ContainerService Create(
        ContainerServiceOptions options,
        string runtimePath,
        EngineDatabase database,
        ImageStore images,
        VolumeService volumes,
        EventService events,
        IContainerNetworks networks,
        ILogger logger,
        TimeProvider time)
    {
        var services = new ContainerDependencies
        {
            Options = options,
            Store = new ContainerStore(database),
            Images = new StoredContainerImages(images),
            Events = events,
            Launcher = new MonitorLauncher(runtimePath, options.ExecRoot),
            Networks = networks,
            Volumes = volumes,
            Specifications = new SpecificationSource(options.CgroupParent, DefaultSeccomp.For),
            Time = time,
            Logger = logger,
        };
        images.IsRunning = id => services.Index.TryFind(id)?.Container.State.IsAlive == true;
        images.Changed += change => events.Publish(new EngineEvent
        {
            Type = "image",
            Action = change.Action,
            ActorId = change.ImageId,
            Attributes = new Dictionary<string, string> { ["name"] = change.Name },
        });
        return new ContainerService(services);
    }
}
