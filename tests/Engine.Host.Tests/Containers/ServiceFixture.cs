using System.Collections.Concurrent;
using Engine.Host.Containers;
using Engine.Host.Containers.Specification;
using Engine.Host.Errors;
using Engine.Host.Events;
using Engine.Host.Tests.Volumes;
using Engine.Host.Volumes;
using Engine.Oci.Monitor;
using Engine.Oci.Specs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Engine.Host.Tests.Containers;

/// <summary>A container service over fake monitors, a store in memory and one image.</summary>
internal sealed class ServiceFixture : IContainerImages, IContainerStore, IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("engine-host-").FullName;
    private readonly ConcurrentDictionary<string, Container> rows = new();

    public ServiceFixture() => Service = Open();

    public FakeMonitorLauncher Monitors { get; } = new();

    public EventService Events { get; } = new(TimeProvider.System);

    public MemoryVolumeStore VolumeRows { get; } = new();

    public ContainerService Service { get; private set; }

    public string Root => root;

    public IReadOnlyDictionary<string, Container> Rows => rows;

    /// <summary>The monitor of a container.</summary>
    public FakeMonitorLauncher.FakeMonitor MonitorOf(string id) => Monitors[Service.GetPaths(Service.Get(id)).Socket];

    /// <summary>Kills the host and starts it again; monitors go on.</summary>
    public async Task RestartAsync()
    {
        Service.Dispose();
        Service = Open();
        await Service.RestoreAsync(CancellationToken.None);
    }

    public async Task<string> CreateAsync(string? name = null, Func<ContainerConfiguration, ContainerConfiguration>? change = null)
    {
        var configuration = new ContainerConfiguration { Image = "busybox", NetworkMode = "none" };
        return (await Service.CreateAsync(change?.Invoke(configuration) ?? configuration, name, CancellationToken.None)).Id;
    }

    public void Dispose()
    {
        Service.Dispose();
        Directory.Delete(root, recursive: true);
    }

    ContainerImage IContainerImages.Resolve(string reference) => reference == "busybox"
        ? new ContainerImage { Id = "sha256:" + new string('0', 64), Command = ["sh"], Environment = ["PATH=/bin"] }
        : throw new NotFoundException($"No such image: {reference}", ErrorCode.ImageNotFound);

    void IContainerImages.CreateLayer(string containerId, string imageId)
    {
    }

    OverlayRoot IContainerImages.GetRoot(string containerId, string imageId) => new() { Lower = ["/lower"] };

    long IContainerImages.SizeOf(string imageId) => 0;

    Task IContainerImages.RemoveLayerAsync(string containerId, CancellationToken cancellationToken) => Task.CompletedTask;

    IReadOnlyList<Container> IContainerStore.Load() => [.. rows.Values];

    Task IContainerStore.AddAsync(Container container) => ((IContainerStore)this).SaveAsync(container);

    Task IContainerStore.SaveAsync(Container container)
    {
        rows[container.Id] = container;
        return Task.CompletedTask;
    }

    Task IContainerStore.DeleteAsync(string id)
    {
        rows.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    private ContainerService Open() => new(new ContainerDependencies
    {
        Options = new ContainerServiceOptions
        {
            DataRoot = Path.Combine(root, "data"),
            ExecRoot = Path.Combine(root, "run"),
            CgroupParent = "/engine-test-" + Path.GetFileName(root),
            RestartDelay = TimeSpan.FromMilliseconds(1),
        },
        Store = this,
        Images = this,
        Events = Events,
        Launcher = Monitors,
        Networks = new NoNetworks(),
        Volumes = VolumeService.Create(Path.Combine(root, "data"), VolumeRows, Events, TimeProvider.System),
        Specifications = new SpecificationSource("/engine", _ => new LinuxSeccomp { DefaultAction = "SCMP_ACT_ERRNO" }),
        Time = TimeProvider.System,
        Logger = NullLogger.Instance,
    });
}
