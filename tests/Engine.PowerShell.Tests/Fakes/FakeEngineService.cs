using System.Runtime.CompilerServices;
using Engine.Protocol;

namespace Engine.PowerShell.Tests.Fakes;

internal sealed class FakeEngineService : IEngineService
{
    public Task<IReadOnlyList<StorageUsage>> GetStorageUsageAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StorageUsage>>([new StorageUsage { Kind = "Images", Count = 1, Size = 5 }]);

    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken) => Task.FromResult(new EngineVersion
    {
        Version = "9.9.9",
        ApiVersion = "1.51",
        MinimumApiVersion = "1.24",
        OperatingSystem = "linux",
        Architecture = "amd64",
        KernelVersion = "6.18",
    });

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) => Task.FromResult(new EngineInfo
    {
        Id = "fake",
        Name = "machine",
        DataRoot = "/data",
        StorageDriver = "overlay",
        KernelVersion = "6.18",
        Memory = 1L << 33,
        Warnings = ["no swap limit"],
    });

    public async IAsyncEnumerable<EngineEvent> WatchEventsAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new EngineEvent
        {
            Time = DateTimeOffset.UnixEpoch,
            Type = "container",
            Action = "start",
            Id = "abc",
            Attributes = new Dictionary<string, string> { ["name"] = "web" },
        };
        if (query.Until is null)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
