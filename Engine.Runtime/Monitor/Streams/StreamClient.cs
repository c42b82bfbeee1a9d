using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>A connection that carries the streams of a process.</summary>
internal sealed class StreamClient(Connection connection, ProcessStreams streams, bool stdin, bool stdout, bool stderr)
{
    /// <summary>Bytes behind from which on reading goes on; well below the bound, so that it does not stop again at once.</summary>
    private const int CaughtUp = 512 * 1024;

    public Connection Connection { get; } = connection;

    public bool SendsInput { get; } = stdin;

    public void SendOutput(MonitorMessage stream, ReadOnlySpan<byte> data)
    {
        if (stream == MonitorMessage.Stderr ? stderr : stdout)
        {
            Connection.Send(stream, data);
        }
    }

    /// <summary>The client sent stream data.</summary>
    public void OnInput(MonitorMessage message, ReadOnlySpan<byte> data)
    {
        if (!SendsInput)
        {
            return;
        }

        if (message == MonitorMessage.Stdin)
        {
            streams.WriteInput(this, data);
        }
        else if (message == MonitorMessage.StdinEnd)
        {
            streams.EndInput();
        }
    }

    public void OnOutputTaken()
    {
        if (Connection.OutputLength <= CaughtUp)
        {
            streams.OnClientCaughtUp();
        }
    }

    public void OnClosed() => streams.Detach(this);
}
