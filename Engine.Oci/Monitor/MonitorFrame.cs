using System.Buffers.Binary;

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

    /// <summary>Whether frames of <paramref name="message"/> carry raw bytes instead of a JSON document.</summary>
    public static bool IsStream(MonitorMessage message) => message >= MonitorMessage.Stdin;

    /// <summary>Writes the header of a frame into the first <see cref="HeaderSize"/> bytes of <paramref name="header"/>.</summary>
    public static void WriteHeader(Span<byte> header, MonitorMessage message, int payloadLength)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)payloadLength);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)message);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 0);
    }

    /// <summary>Reads a header.</summary>
    /// <param name="header">At least <see cref="HeaderSize"/> bytes.</param>
    /// <param name="message">The message, which may be one this version does not know.</param>
    /// <param name="payloadLength">Bytes of payload that follow.</param>
    /// <returns>False if the header breaks the rules (too long a payload for its kind, reserved bits set): the connection must end.</returns>
    public static bool TryReadHeader(ReadOnlySpan<byte> header, out MonitorMessage message, out int payloadLength)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        message = (MonitorMessage)BinaryPrimitives.ReadUInt16LittleEndian(header[4..]);
        payloadLength = (int)Math.Min(length, int.MaxValue);
        return length <= (IsStream(message) ? MaxStreamPayload : MaxPayload) && BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) == 0;
    }
}
