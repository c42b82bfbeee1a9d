using System.IO.Compression;
using System.IO.Pipelines;
using ZstdSharp;

namespace Engine.Host.Archives;

/// <summary>Finds out by its first bytes how a stream is compressed, and reads it uncompressed. No program is ever started for it.</summary>
internal static class CompressedStream
{
    /// <summary>Bytes that <see cref="Detect"/> wants to see.</summary>
    public const int MagicLength = 6;

    /// <summary>How a stream that begins so is compressed.</summary>
    public static Compression Detect(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, 0x08, ..] => Compression.Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Compression.Zstd,

        // A zstd stream may begin with frames that carry no data (RFC 8878, 3.1.2).
        [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => Compression.Zstd,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00, ..] => Compression.Xz,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => Compression.Bzip2,
        _ => Compression.None,
    };

    /// <summary>The uncompressed content of what comes from <paramref name="source"/>.</summary>
    /// <exception cref="ArchiveException">It is compressed in a way the engine does not read.</exception>
    public static async ValueTask<(Stream Content, Compression Compression)> OpenAsync(PipeReader source, CancellationToken cancellationToken)
    {
        var start = await source.ReadAtLeastAsync(MagicLength, cancellationToken).ConfigureAwait(false);
        var compression = Detect(MagicOf(start.Buffer));
        source.AdvanceTo(start.Buffer.Start);
        var stream = source.AsStream();
        return (compression switch
        {
            Compression.Gzip => new GZipStream(stream, CompressionMode.Decompress),
            Compression.Zstd => new DecompressionStream(stream, bufferSize: 128 * 1024),
            Compression.None => stream,
            _ => throw Unsupported(compression),
        }, compression);
    }

    private static ReadOnlySpan<byte> MagicOf(System.Buffers.ReadOnlySequence<byte> start)
    {
        var magic = new byte[Math.Min(MagicLength, start.Length)];
        System.Buffers.BuffersExtensions.CopyTo(start.Slice(0, magic.Length), magic);
        return magic;
    }

    private static ArchiveException Unsupported(Compression format) =>
        new($"archives compressed with {format.ToString().ToLowerInvariant()} are not supported: use gzip, zstd or no compression");
}
