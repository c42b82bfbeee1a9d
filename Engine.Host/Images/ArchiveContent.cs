using Engine.Host.Archives;

namespace Engine.Host.Images;

/// <summary>The content of an archive's present entry as a stream, after a first part that was read already to see what it is.</summary>
internal sealed class ArchiveContent(ReadOnlyMemory<byte> start, TarReader archive) : Stream
{
    private ReadOnlyMemory<byte> start = start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (start.IsEmpty)
        {
            return await archive.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var n = Math.Min(start.Length, buffer.Length);
        start[..n].CopyTo(buffer);
        start = start[n..];
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
