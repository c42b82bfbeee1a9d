using System.Buffers;
using System.Buffers.Binary;

namespace Engine.Protocol;

/// <summary>
/// The framing of what the engine sends on an attach or exec pipe: 8 bytes of header (<see cref="OutputStream"/>, three zero bytes,
/// payload length as u32 big endian), then the payload; Docker's multiplexed stream, terminals included. What the client sends is raw
/// bytes for standard input, ended by completing the pipe.
/// </summary>
public static class OutputFrame
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderSize = 8;

    /// <summary>The largest payload a reader accepts, in bytes.</summary>
    public const int MaxPayload = 1024 * 1024;

    /// <summary>Writes the header of a frame.</summary>
    /// <param name="destination">At least <see cref="HeaderSize"/> bytes.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="length">Bytes of payload that follow.</param>
    public static void WriteHeader(Span<byte> destination, OutputStream stream, int length)
    {
        destination[..4].Clear();
        destination[0] = (byte)stream;
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], (uint)length);
    }

    /// <summary>Takes one whole frame off the front of a buffer.</summary>
    /// <param name="buffer">What was received; on success it begins after the frame.</param>
    /// <param name="stream">The frame's stream.</param>
    /// <param name="payload">The frame's payload, a slice of the buffer.</param>
    /// <returns>False: more bytes are needed.</returns>
    /// <exception cref="InvalidDataException">The bytes are no frame.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, out OutputStream stream, out ReadOnlySequence<byte> payload)
    {
        stream = default;
        payload = default;
        if (buffer.Length < HeaderSize)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        buffer.Slice(0, HeaderSize).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (header[0] > (byte)OutputStream.Stderr || length > MaxPayload)
        {
            throw new InvalidDataException($"The output stream is broken: stream {header[0]}, {length} bytes.");
        }

        if (buffer.Length - HeaderSize < length)
        {
            return false;
        }

        stream = (OutputStream)header[0];
        payload = buffer.Slice(HeaderSize, length);
        buffer = buffer.Slice(HeaderSize + length);
        return true;
    }
}
