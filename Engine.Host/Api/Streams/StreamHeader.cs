using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Engine.Host.Containers;

namespace Engine.Host.Api.Streams;

/// <summary>The multiplexed stream: 8 bytes of header (stream, three zeros, length as u32 big endian) before every piece of output.</summary>
internal static class StreamHeader
{
    public const int Size = 8;

    public static void Write(PipeWriter writer, StreamKind stream, int length)
    {
        var header = writer.GetSpan(Size);
        header[..Size].Clear();
        header[0] = (byte)stream;
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], (uint)length);
        writer.Advance(Size);
    }

    /// <summary>A piece of output, with its header unless the stream is raw.</summary>
    public static void WriteFrame(PipeWriter writer, StreamKind stream, ReadOnlySpan<byte> data, bool multiplexed)
    {
        if (multiplexed)
        {
            Write(writer, stream, data.Length);
        }

        writer.Write(data);
    }
}
