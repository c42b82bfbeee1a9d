using System.Runtime.InteropServices;
using Engine.Host.Api.Rest;
using Engine.Host.Api.Rest.Endpoints;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Api.Rpc;
using Engine.Host.Configuration;
using Engine.Host.Containers;
using Engine.Host.Events;
using Engine.Host.Hosting;
using Engine.Host.Images;
using Engine.Host.Images.Transfer;
using Engine.Host.Logging;
using Engine.Host.Networking;
using Engine.Host.Networking.Dns;
using Engine.Host.Storage;
using Engine.Host.Volumes;
using Engine.Linux;

namespace Engine.Host.Commands;

/// <summary>The daemon. It stops at SIGTERM or SIGINT; containers are their monitors' and go on.</summary>
internal sealed partial class ServeCommand : IDisposable
{
    // How long requests may go on after the daemon was told to stop; streams are ended at once.
    private static readonly TimeSpan s_stopTime = TimeSpan.FromSeconds(3);

    private readonly EngineOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger<ServeCommand> _logger;
    private readonly CancellationTokenSource _stopping = new();

    private ServeCommand(EngineOptions options)
    {
        _options = options;
        _loggers = LoggerFactory.Create(logging => logging
            .AddProvider(new StandardErrorLoggerProvider())
            .SetMinimumLevel(options.LogLevel)
            .AddFilter("Microsoft", options.LogLevel > LogLevel.Warning ? options.LogLevel : LogLevel.Warning));
        _logger = _loggers.CreateLogger<ServeCommand>();
    }

    public static async Task<int> RunAsync(EngineOptions options)
    {
        // Two threads at most run at once where it matters, and a heap for each of the pool's would only grow.
        NativeHeap.LimitArenas(2);
        using var memory = new IdleCollector();
        using var command = new ServeCommand(options);
        return await command.RunAsync();
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _loggers.Dispose();
    }

    private async Task<int> RunAsync()
    {
        // Taken first: until then the signals' default action would end the process without its sockets being removed.
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        RequireRuntime(_options.RuntimePath);
        var systemd = SystemdSockets.Take();
        var notifier = new SystemdNotifier(_loggers.CreateLogger<SystemdNotifier>());
        MakeDirectory(_options.DataRoot, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // By default the sockets for clients are in it too; what is not for them is in closed directories.
        MakeDirectory(_options.ExecRoot, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        using var dataRoot = DataRootLock.Take(_options.DataRoot);
        using var pidFile = _options.PidFile is { } path ? PidFile.Write(path) : null;
        var identity = EngineIdentity.Load(_options.DataRoot, _options.RuntimePath);
        Starting(identity.Version, _options.DataRoot);
        await using var database = EngineDatabase.Open(Path.Combine(_options.DataRoot, "engine.db"), EngineSchema.Steps);
        using var images = ImageStore.Open(new StoreLayout(_options.DataRoot), database);
        using var transfers = new ImageTransfers(images, _options.Registries, TimeProvider.System);
        var events = new EventService(TimeProvider.System);
        using var networks = new NetworkService(
            new NetworkServiceOptions
            {
                Bridge = _options.Bridge,
                BridgeAddress = _options.BridgeAddress,
                AddressPools = _options.AddressPools,
                EngineId = identity.Id,
            },
            new NetworkStore(database),
            events,
            TimeProvider.System,
            _loggers.CreateLogger("Engine.Host.Networking"));
        using var volumes = VolumeService.Create(_options.DataRoot, new VolumeStore(database), events, TimeProvider.System);
        using var containers = ContainerDomain.Create(
            new ContainerServiceOptions { DataRoot = _options.DataRoot, ExecRoot = _options.ExecRoot, CgroupParent = _options.CgroupParent },
            _options.RuntimePath,
            database,
            images,
            volumes,
            events,
            networks,
            _loggers.CreateLogger("Engine.Host.Containers"),
            TimeProvider.System);
        networks.Containers = () => containers.List(ContainerFilter.Everything);
        using var names = new NameResolution(
            networks,
            containers.GetPaths,
            name => containers.List(ContainerFilter.Everything).FirstOrDefault(c => c.Name == name || c.Id.StartsWith(name, StringComparison.Ordinal)),
            _loggers.CreateLogger("Engine.Host.Networking.Dns"));
        networks.Subscribe(names);
        await containers.RestoreAsync(_stopping.Token);
        await ServeAsync(identity, containers, networks, images, transfers, volumes, events, systemd, notifier);
        return 0;
    }

    private async Task ServeAsync(
        EngineIdentity identity,
        ContainerService containers,
        NetworkService networks,
        ImageStore images,
        ImageTransfers transfers,
        VolumeService volumes,
        EventService events,
        SystemdSockets systemd,
        SystemdNotifier notifier)
    {
        var rpc = new RpcServer(
            new ContainerTarget(containers),
            new ImageTarget(images, transfers, new ContainerCommit(containers, images)),
            new NetworkTarget(networks, containers),
            new VolumeTarget(volumes),
            new EngineTarget(identity, containers, images, events),
            _loggers.CreateLogger<RpcServer>(),
            _stopping.Token);
        var rest = new RestApplication(
            Routes(identity, containers, networks, images, transfers, volumes, events), identity.Version, _loggers.CreateLogger<RestApplication>(), _stopping.Token);
        await using var server = new ApiServer(_options, systemd, rpc.ServeAsync, _loggers);
        await server.StartAsync(rest, _stopping.Token);
        notifier.Ready();
        Ready();
        await Task.Delay(Timeout.InfiniteTimeSpan, _stopping.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        notifier.Stopping();
        Stopping();
        using var patience = new CancellationTokenSource(s_stopTime);
        await server.StopAsync(patience.Token);
        networks.Retire();
        Stopped();
    }

    private static RouteTable Routes(
        EngineIdentity identity,
        ContainerService containers,
        NetworkService networks,
        ImageStore images,
        ImageTransfers transfers,
        VolumeService volumes,
        EventService events)
    {
        var presenter = new ContainerPresenter(containers, TimeProvider.System);
        var routes = new RouteTable();
        new SystemEndpoints(identity, containers, images, events, volumes, presenter, TimeProvider.System).AddTo(routes);
        new EventEndpoints(events).AddTo(routes);
        new ContainerEndpoints(containers, presenter).AddTo(routes);
        new ContainerFileEndpoints(containers).AddTo(routes);
        new ExecEndpoints(containers).AddTo(routes);
        new ImageTransferEndpoints(images, transfers).AddTo(routes);
        new ImageEndpoints(images, transfers).AddTo(routes);
        new CommitEndpoint(new ContainerCommit(containers, images)).AddTo(routes);
        new NetworkEndpoints(networks, containers).AddTo(routes);
        new VolumeEndpoints(volumes, new VolumePresenter(volumes)).AddTo(routes);
        SwarmEndpoints.AddTo(routes);
        return routes;
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _stopping.Cancel();
    }

    // Better at the start than at the first container's.
    private static void RequireRuntime(string path)
    {
        if (!File.Exists(path))
        {
            throw new StartException($"there is no runtime {path}: name engine-runtime by --runtime or ENGINE_RUNTIME");
        }
    }

    private static void MakeDirectory(string path, UnixFileMode mode)
    {
        try
        {
            Directory.CreateDirectory(path, mode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"cannot make {path}: {e.Message}", e);
        }
    }

    [LoggerMessage((int)LogEvent.Starting, LogLevel.Information, "Engine {Version} starts on {DataRoot}")]
    private partial void Starting(string version, string dataRoot);

    [LoggerMessage((int)LogEvent.Ready, LogLevel.Information, "Ready")]
    private partial void Ready();

    [LoggerMessage((int)LogEvent.Stopping, LogLevel.Information, "Stopping; containers keep running")]
    private partial void Stopping();

    [LoggerMessage((int)LogEvent.Stopped, LogLevel.Information, "Stopped")]
    private partial void Stopped();
}
