using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>Takes what a <see cref="FrameReader"/> finds. A false answer ends the connection.</summary>
internal interface IFrameSink
{
    /// <summary>A whole frame other than stream data. The payload is valid during the call only.</summary>
    bool OnFrame(MonitorMessage message, ReadOnlySpan<byte> payload);

    /// <summary>A piece of a stream frame; for one without payload, an empty one. The data is valid during the call only.</summary>
    bool OnStreamData(MonitorMessage message, ReadOnlySpan<byte> data);
}
