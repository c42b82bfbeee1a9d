using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>Who answers what a <see cref="Connection"/> brings.</summary>
internal interface IConnectionOwner
{
    /// <summary>A whole request arrived on a connection that is not a stream.</summary>
    /// <param name="connection">Where; the answer goes there.</param>
    /// <param name="message">Its kind, possibly unknown.</param>
    /// <param name="payload">Valid during the call only.</param>
    void OnRequest(Connection connection, MonitorMessage message, ReadOnlySpan<byte> payload);

    /// <summary>The connection ended, by either side.</summary>
    void OnClosed(Connection connection);
}
