namespace Engine.Host.Containers.Monitors;

/// <summary>Starts monitors and finds running ones again.</summary>
internal interface IMonitorLauncher
{
    /// <summary>Starts a monitor that waits for its launch request.</summary>
    MonitorConnection Start(IMonitorEvents events);

    /// <summary>Connects to the monitor that listens at <paramref name="socketPath"/>, or null when nobody does.</summary>
    Task<MonitorConnection?> ConnectAsync(string socketPath, IMonitorEvents events, CancellationToken cancellationToken);
}
