using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Monitors;

/// <summary>A frame that came; its data is valid until the next one is received.</summary>
internal readonly record struct ReceivedFrame(MonitorMessage Message, ReadOnlyMemory<byte> Data);
