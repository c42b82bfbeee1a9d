using System.Security.Cryptography;

namespace Engine.Host.Archives;

/// <summary>Passes a stream on while hashing and counting it, and stops it at a limit.</summary>
/// <param name="source">Where the bytes come from.</param>
/// <param name="limit">The most bytes that may come.</param>
/// <param name="hash">SHA-256 over all that was read, or null if someone else hashes the same bytes.</param>
internal sealed class DigestingStream(Stream source, long limit, IncrementalHash? hash) : Stream
{
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    /// <exception cref="ArchiveException">More came than the limit allows.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var n = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        BytesRead += n;
        if (BytesRead > limit)
        {
            throw new ArchiveException($"the layer is larger than the limit of {limit} bytes");
        }

        hash?.AppendData(buffer.Span[..n]);
        return n;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
