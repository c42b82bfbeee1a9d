using Engine.Host.Api.Rest.Models;
using Engine.Host.Containers;
using Engine.Host.Containers.Health;
using Engine.Host.Volumes;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Containers as Docker's API shows them: which lists are null when empty and which are not is what its clients expect.</summary>
internal sealed partial class ContainerPresenter(IContainerService containers, TimeProvider time)
{
    private const string StorageDriver = "overlay2";

    /// <param name="container">The container.</param>
    /// <param name="withSize">Count its files: takes as long as it has many.</param>
    public InspectContainerResponse Inspect(Container container, bool withSize)
    {
        var size = withSize ? containers.GetSize(container.Id) : null;
        var paths = containers.GetPaths(container);
        var execs = containers.ListExecs(container.Id);
        var state = container.State;
        return new InspectContainerResponse
        {
            Id = container.Id,
            Created = DockerTime.Format(container.Created),
            Path = container.Path,
            Args = container.Arguments,
            State = new ContainerStateModel
            {
                Status = Name(state.Status),
                Running = state.IsAlive || state.Status is ContainerStatus.Restarting,
                Paused = state.Status is ContainerStatus.Paused,
                Restarting = state.Status is ContainerStatus.Restarting,
                OOMKilled = state.OomKilled,
                Dead = state.Status is ContainerStatus.Dead,
                Pid = state.Pid,
                ExitCode = state.ExitCode,
                Error = state.Error,
                StartedAt = DockerTime.Format(state.StartedAt),
                FinishedAt = DockerTime.Format(state.FinishedAt),
                Health = Health(state.Health),
            },
            Image = container.ImageId,
            ResolvConfPath = paths.ResolvConf,
            HostnamePath = paths.Hostname,
            HostsPath = paths.Hosts,
            LogPath = paths.Log,
            Name = "/" + container.Name,
            RestartCount = container.RestartCount,
            Driver = StorageDriver,
            ExecIDs = execs.Count == 0 ? null : execs,
            HostConfig = HostConfig(container),
            GraphDriver = new GraphDriverModel { Data = new Dictionary<string, string> { ["ID"] = container.Id }, Name = StorageDriver },
            SizeRw = size?.Writable,
            SizeRootFs = size?.RootFileSystem,
            Mounts = [.. container.Mounts.Select(Mount)],
            Config = Config(container),
            NetworkSettings = NetworkSettings(container),
        };
    }

    /// <inheritdoc cref="Inspect"/>
    public ContainerSummaryModel Summarize(Container container, bool withSize)
    {
        var size = withSize ? containers.GetSize(container.Id) : null;
        var configuration = container.Configuration;
        return new ContainerSummaryModel
        {
            Id = container.Id,
            Names = ["/" + container.Name],
            Image = configuration.Image,
            ImageID = container.ImageId,
            Command = CommandLineText.Join(container.Path, container.Arguments),
            Created = container.Created.ToUnixTimeSeconds(),
            Ports = NetworkPresenter.PortList(container),
            SizeRw = size?.Writable,
            SizeRootFs = size?.RootFileSystem,
            Labels = configuration.Labels,
            State = Name(container.State.Status),
            Status = StatusText.Describe(container.State, time.GetUtcNow()),
            HostConfig = new SummaryHostConfigModel
            {
                NetworkMode = configuration.NetworkMode,
                Annotations = configuration.Annotations.Count == 0 ? null : configuration.Annotations,
            },
            NetworkSettings = new SummaryNetworkSettingsModel { Networks = Networks(container, isSummary: true) },
            Mounts = [.. container.Mounts.Select(Mount)],
        };
    }

    public static string Name(ContainerStatus status) => status switch
    {
        ContainerStatus.Created => "created",
        ContainerStatus.Running => "running",
        ContainerStatus.Paused => "paused",
        ContainerStatus.Restarting => "restarting",
        ContainerStatus.Exited => "exited",
        ContainerStatus.Removing => "removing",
        _ => "dead",
    };

    private static HealthModel? Health(HealthState? health) => health is null ? null : new HealthModel
    {
        Status = health.Status.ToString().ToLowerInvariant(),
        FailingStreak = health.FailingStreak,
        Log = [.. health.Log.Select(r => new HealthResultModel
        {
            Start = DockerTime.Format(r.Start),
            End = DockerTime.Format(r.End),
            ExitCode = r.ExitCode,
            Output = r.Output,
        })],
    };

    private static string TypeName(MountType type) => type switch
    {
        MountType.Bind => "bind",
        MountType.Volume => "volume",
        MountType.Image => "image",
        _ => "tmpfs",
    };

    private static MountPointModel Mount(MountPoint mount) => new()
    {
        Type = TypeName(mount.Type),
        Name = mount.Name,
        Source = mount.Source,
        Destination = mount.Destination,
        Driver = mount.Type is MountType.Volume ? mount.Driver.Length > 0 ? mount.Driver : Volume.LocalDriver : null,
        Mode = mount.Mode,
        RW = mount.ReadWrite,
        Propagation = mount.Propagation,
    };

    private static NetworkSettingsModel NetworkSettings(Container container)
    {
        // What old clients read of the default bridge.
        var bridge = container.Networks.FirstOrDefault(attachment => attachment.NetworkName == "bridge")?.Endpoint;
        return new NetworkSettingsModel
        {
            SandboxID = container.State.IsAlive ? container.Id : "",
            SandboxKey = container.State.IsAlive ? $"/proc/{container.State.Pid}/ns/net" : "",
            Ports = NetworkPresenter.Ports(container),
            EndpointID = bridge?.Id ?? "",
            Gateway = bridge?.IPv4Gateway ?? "",
            IPAddress = bridge?.IPv4Address ?? "",
            IPPrefixLen = bridge?.IPv4PrefixLength ?? 0,
            IPv6Gateway = bridge?.IPv6Gateway ?? "",
            GlobalIPv6Address = bridge?.IPv6Address ?? "",
            GlobalIPv6PrefixLen = bridge?.IPv6PrefixLength ?? 0,
            MacAddress = bridge?.MacAddress ?? "",
            Networks = Networks(container, isSummary: false),
        };
    }

    private static Dictionary<string, EndpointModel> Networks(Container container, bool isSummary) => container.Networks.ToDictionary(
        attachment => attachment.NetworkName, attachment => NetworkPresenter.Present(container, attachment, isSummary));
}
