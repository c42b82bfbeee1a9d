namespace Engine.Host.Networking;

/// <summary>What the network domain logs.</summary>
internal static partial class NetworkLog
{
    [LoggerMessage(2400, LogLevel.Warning, "{What} could not be removed")]
    public static partial void LeftoverStays(ILogger logger, string what, Exception exception);

    [LoggerMessage(2401, LogLevel.Warning, "Removed {What}, which belongs to no network and no running container")]
    public static partial void LeftoverRemoved(ILogger logger, string what);

    [LoggerMessage(2402, LogLevel.Error, "Network {Name} could not be set up; containers on it cannot be started")]
    public static partial void NetworkFailed(ILogger logger, string name, Exception exception);

    [LoggerMessage(2403, LogLevel.Warning, "Somebody else took port {Port} of container {Id} while the engine was away")]
    public static partial void PortLost(ILogger logger, string port, string id);

    [LoggerMessage(2404, LogLevel.Warning, "The firewall's table {Table} was changed by another program and is made again")]
    public static partial void TableHealed(ILogger logger, string table);

    [LoggerMessage(2405, LogLevel.Error, "The firewall's table {Table} could not be made again")]
    public static partial void TableBroken(ILogger logger, string table, Exception exception);
}
