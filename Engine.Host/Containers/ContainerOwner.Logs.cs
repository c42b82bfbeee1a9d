using Engine.Host.Containers.Logs;
using Engine.Host.Containers.Monitors;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    private readonly SemaphoreSlim compressing = new(1, 1);

    void IMonitorEvents.OnLogRotated(MonitorConnection connection)
    {
        LogSettings settings = LogSettings.Parse(container.Configuration.Log, services.Options);
        if (settings.Compress && settings.MaxFiles > 1)
        {
            _ = Detach(() => CompressLogsAsync(connection, settings.MaxFiles));
        }
    }

    private async Task CompressLogsAsync(MonitorConnection connection, int maxFiles)
    {
        await compressing.WaitAsync();
        try
        {
            await LogCompressor.CompressAsync(connection, Paths.Log, maxFiles);
        }
        catch (Exception e) when (e is IOException or Errors.EngineException)
        {
            ContainerLog.CompressionFailed(services.Logger, Id, e);
        }
        finally
        {
            compressing.Release();
        }
    }
}
