namespace Engine.Oci.Monitor;

/// <summary>
/// The frame of the monitor's wire: 8 bytes of header (payload length as u32 little endian, <see cref="MonitorMessage"/> as u16,
/// and a reserved u16 that is zero), then the payload. Stream data is raw bytes; every other payload is one UTF-8 JSON document.
/// </summary>
public static class MonitorFrame
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderSize = 8;

    /// <summary>The largest payload either side accepts, in bytes; a longer one ends the connection.</summary>
    public const int MaxPayload = 8 * 1024 * 1024;

    /// <summary>The largest payload of a stream frame, in bytes.</summary>
    public const int MaxStreamPayload = 64 * 1024;
}
