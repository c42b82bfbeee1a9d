using System.Buffers.Binary;
using System.Text;

namespace Engine.Security.Tests.Engines;

/// <summary>Docker's multiplexed streams: a byte for the stream, three zeros, a big-endian length, the data.</summary>
internal static class StreamFrames
{
    private const int HeaderSize = 8;

    /// <summary>The data of both streams, as text.</summary>
    public static string Text(ReadOnlySpan<byte> stream)
    {
        var text = new StringBuilder();
        while (stream.Length >= HeaderSize)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(stream[4..]);
            text.Append(Encoding.UTF8.GetString(stream.Slice(HeaderSize, length)));
            stream = stream[(HeaderSize + length)..];
        }

        return text.ToString();
    }
}
