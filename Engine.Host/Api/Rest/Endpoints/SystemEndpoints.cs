using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Host.Events;
using Engine.Host.Hosting;
using Engine.Host.Images;
using Engine.Host.Networking;
using Engine.Host.Volumes;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary><c>/_ping</c>, <c>/version</c>, <c>/info</c>, <c>/system/df</c> and what belongs to the engine as a whole.</summary>
internal sealed class SystemEndpoints(
    EngineIdentity identity, IContainerService containers, ImageStore images, EventService events, VolumeService volumes, ContainerPresenter presenter, TimeProvider time)
{
    public void AddTo(RouteTable routes) => routes
        .Get("/_ping", PingAsync)
        .Head("/_ping", PingAsync)
        .Get("/version", VersionAsync)
        .Get("/info", InfoAsync)
        .Get("/system/df", DiskUsageAsync)
        .Get("/plugins", PluginsAsync);

    private static async Task PingAsync(RestRequest request)
    {
        var headers = request.Response.Headers;
        headers["Builder-Version"] = "1";
        headers["Swarm"] = "inactive";
        headers.CacheControl = "no-cache, no-store, must-revalidate";
        headers.Pragma = "no-cache";
        request.Response.ContentType = "text/plain; charset=utf-8";
        var isHead = HttpMethods.IsHead(request.Http.Request.Method);
        request.Response.ContentLength = isHead ? 0 : 2;
        if (!isHead)
        {
            await request.Response.WriteAsync("OK", request.CancellationToken);
        }
    }

    private Task VersionAsync(RestRequest request) => request.JsonAsync(
        StatusCodes.Status200OK,
        new VersionResponse
        {
            Platform = new VersionPlatformModel { Name = "Engine" },
            Components =
            [
                new VersionComponentModel
                {
                    Name = "Engine",
                    Version = identity.Version,
                    Details = new Dictionary<string, string>
                    {
                        ["ApiVersion"] = ApiVersion.Maximum.ToString(),
                        ["Arch"] = identity.Architecture,
                        ["BuildTime"] = "",
                        ["Experimental"] = "false",
                        ["GitCommit"] = identity.Commit,
                        ["GoVersion"] = "",
                        ["KernelVersion"] = identity.KernelVersion,
                        ["MinAPIVersion"] = ApiVersion.Minimum.ToString(),
                        ["Os"] = "linux",
                    },
                },
            ],
            Version = identity.Version,
            ApiVersion = ApiVersion.Maximum.ToString(),
            MinAPIVersion = ApiVersion.Minimum.ToString(),
            GitCommit = identity.Commit,
            GoVersion = "",
            Os = "linux",
            Arch = identity.Architecture,
            KernelVersion = identity.KernelVersion,
            BuildTime = "",
        },
        RestJsonContext.Docker.VersionResponse);

    private Task InfoAsync(RestRequest request)
    {
        var all = containers.List(ContainerFilter.Everything);
        var running = all.Count(c => c.State.Status is ContainerStatus.Running);
        var paused = all.Count(c => c.State.Status is ContainerStatus.Paused);
        var info = new InfoResponse
        {
            ID = identity.Id,
            Containers = all.Count,
            ContainersRunning = running,
            ContainersPaused = paused,
            ContainersStopped = all.Count - running - paused,
            Images = images.List().Count,
            Driver = "overlay2",
            DriverStatus = [["Native Overlay Diff", "true"]],
            Plugins = new PluginsModel { Volume = ["local"], Network = NetworkDrivers.All, Log = ["json-file", "local", "none"] },
            OomKillDisable = identity.CgroupVersion == 1,
            SystemTime = DockerTime.Format(time.GetUtcNow()),
            CgroupVersion = identity.CgroupVersion.ToString(),
            NFd = Directory.GetFiles("/proc/self/fd").Length,
            NGoroutines = ThreadPool.ThreadCount,
            NEventsListener = events.ListenerCount,
            KernelVersion = identity.KernelVersion,
            OperatingSystem = identity.OperatingSystem,
            OSVersion = identity.OperatingSystemVersion,
            Architecture = identity.Machine,
            RegistryConfig = new RegistryConfigModel { IndexConfigs = new Dictionary<string, EmptyObject>(), InsecureRegistryCIDRs = ["::1/128", "127.0.0.0/8"] },
            NCPU = Environment.ProcessorCount,
            MemTotal = identity.Memory,
            DockerRootDir = identity.DataRoot,
            Name = Environment.MachineName,
            Labels = [],
            ServerVersion = identity.Version,
            Runtimes = new Dictionary<string, RuntimeModel> { ["engine-runtime"] = new() { Path = identity.RuntimePath } },
            DefaultRuntime = "engine-runtime",
            Swarm = new SwarmModel(),
            ContainerdCommit = new CommitModel(),
            RuncCommit = new CommitModel(),
            InitCommit = new CommitModel(),
            SecurityOptions = ["name=seccomp,profile=builtin"],
            CDISpecDirs = [],
        };
        return request.JsonAsync(StatusCodes.Status200OK, info, RestJsonContext.Docker.InfoResponse);
    }

    private async Task DiskUsageAsync(RestRequest request)
    {
        var kinds = request.Query.All("type");
        bool Wanted(string kind) => kinds.Count == 0 || kinds.Contains(kind);
        if (kinds.FirstOrDefault(kind => kind is not ("container" or "image" or "volume" or "build-cache")) is { } unknown)
        {
            throw new InvalidArgumentException($"unknown object type: {unknown}");
        }

        var presentVolume = new VolumePresenter(volumes);
        await request.JsonAsync(
            StatusCodes.Status200OK,
            new DiskUsageResponse
            {
                LayersSize = Wanted("image") ? images.DiskBytes() : 0,
                Images = Wanted("image") ? ImagesWithSharedSize() : null,
                Containers = Wanted("container") ? [.. containers.List(ContainerFilter.Everything).Select(container => presenter.Summarize(container, withSize: true))] : null,
                Volumes = Wanted("volume") ? [.. (await volumes.MeasureAsync(request.CancellationToken)).Select(presentVolume.Present)] : null,
                BuildCache = Wanted("build-cache") ? [] : null,
            },
            RestJsonContext.Docker.DiskUsageResponse);
    }

    private IReadOnlyList<ImageSummaryModel> ImagesWithSharedSize()
    {
        var shared = images.SharedSizes();
        return [.. images.List().Select(image => ImagePresenter.Summarize(image, shared.GetValueOrDefault(image.Id)))];
    }

    private static Task PluginsAsync(RestRequest request) =>
        request.JsonAsync<IReadOnlyList<string>>(StatusCodes.Status200OK, [], RestJsonContext.Docker.IReadOnlyListString);
}
