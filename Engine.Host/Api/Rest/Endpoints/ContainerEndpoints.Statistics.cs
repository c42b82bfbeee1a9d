using Engine.Host.Api.Rest.Models;
using Engine.Host.Api.Rest.Routing;
using Engine.Host.Containers;
using Engine.Host.Containers.Statistics;

namespace Engine.Host.Api.Rest.Endpoints;

internal sealed partial class ContainerEndpoints
{
    private static readonly TimeSpan s_sampleTime = TimeSpan.FromSeconds(1);

    private async Task StatsAsync(RestRequest request)
    {
        var container = containers.Get(request.Capture(0));
        var stream = request.Query.FlagOr("stream", otherwise: true);
        if (!container.State.IsAlive && !stream)
        {
            await request.JsonAsync(StatusCodes.Status200OK, Empty(container), RestJsonContext.Docker.StatsResponse);
            return;
        }

        // One answer has two samples for a rate, unless the client asked for one only.
        ContainerStatistics? previous = null;
        if (!stream && !request.Query.Flag("one-shot"))
        {
            previous = containers.GetStatistics(container.Id);
            await Task.Delay(s_sampleTime, request.CancellationToken);
        }

        if (!stream)
        {
            var sample = Present(container, containers.GetStatistics(container.Id), previous);
            await request.JsonAsync(StatusCodes.Status200OK, sample, RestJsonContext.Docker.StatsResponse);
            return;
        }

        request.Response.ContentType = "application/json";
        while (!request.CancellationToken.IsCancellationRequested)
        {
            // A stream goes on through restarts, and ends when the container is gone.
            container = containers.Get(container.Id);
            var current = container.State.IsAlive ? containers.GetStatistics(container.Id) : null;
            await request.JsonLineAsync(current is null ? Empty(container) : Present(container, current, previous), RestJsonContext.Docker.StatsResponse);
            previous = current;
            await Task.Delay(s_sampleTime, request.CancellationToken);
        }
    }

    private static StatsResponse Empty(Container container) => new()
    {
        Name = "/" + container.Name,
        Id = container.Id,
        Read = DockerTime.Never,
        PreRead = DockerTime.Never,
        Pids = new PidsStatsModel(),
        Blkio = new BlkioStatsModel(),
        Storage = EmptyObject.Instance,
        Cpu = Cpu(null),
        PreCpu = Cpu(null),
        Memory = new MemoryStatsModel(),
    };

    private static StatsResponse Present(Container container, ContainerStatistics current, ContainerStatistics? previous) => new()
    {
        Name = "/" + container.Name,
        Id = container.Id,
        Read = DockerTime.Format(current.Read),
        PreRead = DockerTime.Format(previous?.Read),
        Pids = new PidsStatsModel { Current = current.PidsCurrent, Limit = current.PidsLimit == 0 ? ulong.MaxValue : current.PidsLimit },
        Blkio = new BlkioStatsModel
        {
            ServiceBytes = [.. current.BlockIO.Select(b => new BlkioEntryModel { Major = b.Major, Minor = b.Minor, Op = b.Operation, Value = b.Bytes })],
        },
        Storage = EmptyObject.Instance,
        Cpu = Cpu(current),
        PreCpu = Cpu(previous),
        Memory = new MemoryStatsModel
        {
            Usage = current.MemoryUsage,
            MaxUsage = current.MemoryMaximum == 0 ? null : current.MemoryMaximum,
            Stats = current.MemoryDetails,
            FailCount = current.MemoryFailures == 0 ? null : current.MemoryFailures,
            Limit = current.MemoryLimit,
        },
    };

    private static CpuStatsModel Cpu(ContainerStatistics? sample) => new()
    {
        Usage = new CpuUsageModel { Total = sample?.CpuTotal ?? 0, Kernel = sample?.CpuKernel ?? 0, User = sample?.CpuUser ?? 0 },
        System = sample?.SystemCpu,
        OnlineCpus = sample?.OnlineCpus,
        Throttling = new ThrottlingModel
        {
            Periods = sample?.ThrottlePeriods ?? 0,
            ThrottledPeriods = sample?.ThrottledPeriods ?? 0,
            ThrottledTime = sample?.ThrottledTime ?? 0,
        },
    };
}
