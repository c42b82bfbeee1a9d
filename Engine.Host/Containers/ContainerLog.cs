namespace Engine.Host.Containers;

/// <summary>What the container domain logs.</summary>
internal static partial class ContainerLog
{
    [LoggerMessage(2000, LogLevel.Error, "An event of container {Id} could not be recorded")]
    public static partial void EventFailed(ILogger logger, string id, Exception exception);

    [LoggerMessage(2001, LogLevel.Warning, "The monitor of container {Id} is gone, and its processes with it")]
    public static partial void MonitorLost(ILogger logger, string id);

    [LoggerMessage(2002, LogLevel.Warning, "Container {Id} could not be started again")]
    public static partial void RestartFailed(ILogger logger, string id, Exception exception);

    [LoggerMessage(2003, LogLevel.Warning, "Files of the removed container {Id} could not be deleted")]
    public static partial void LeftoverStays(ILogger logger, string id, Exception exception);

    [LoggerMessage(2004, LogLevel.Information, "Found {Running} of {Total} containers running")]
    public static partial void Restored(ILogger logger, int running, int total);

    [LoggerMessage(2005, LogLevel.Warning, "Removed {What}, which belongs to no container")]
    public static partial void LeftoverRemoved(ILogger logger, string what);

    [LoggerMessage(2008, LogLevel.Warning, "Container {Id} was found running, but its networks could not be set up again")]
    public static partial void NetworksLost(ILogger logger, string id, Exception exception);

    [LoggerMessage(2006, LogLevel.Warning, "A rotated log of container {Id} could not be compressed")]
    public static partial void CompressionFailed(ILogger logger, string id, Exception exception);
}
