using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Monitors;

/// <summary>What a monitor tells of its own accord. Called from the connection's reading loop, one after the other; must not block.</summary>
internal interface IMonitorEvents
{
    /// <summary>The container ended.</summary>
    void OnExited(MonitorConnection connection, ExitRecord exit);

    /// <summary>The kernel killed a process of it for memory.</summary>
    void OnOomKilled(MonitorConnection connection);

    /// <summary>An exec ended.</summary>
    void OnExecExited(MonitorConnection connection, ExecExitRecord exit);

    /// <summary>A log file was rotated and may be compressed.</summary>
    void OnLogRotated(MonitorConnection connection);

    /// <summary>The monitor is gone. The last call.</summary>
    void OnClosed(MonitorConnection connection);
}
