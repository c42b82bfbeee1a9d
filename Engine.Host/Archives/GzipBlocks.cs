using System.IO.Compression;

namespace Engine.Host.Archives;

/// <summary>
/// Compresses what is written to it with all processors: the content is cut into blocks, and each becomes a gzip member of its own, which
/// one after the other are a gzip stream (RFC 1952, 2.2). The same content always gives the same bytes.
/// </summary>
/// <param name="destination">Gets the compressed stream; stays open.</param>
/// <param name="cancellationToken">Abandons it.</param>
internal sealed class GzipBlocks(Stream destination, CancellationToken cancellationToken) : Stream
{
    private const int BlockSize = 1 << 20;

    private readonly int mostAtOnce = Math.Min(Environment.ProcessorCount, 8) + 1;
    private readonly Queue<Task<Block>> compressing = [];
    private readonly Stack<Block> free = [];
    private Block? filling;
    private bool isEmpty = true;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken ignored = default)
    {
        while (!buffer.IsEmpty)
        {
            filling ??= free.TryPop(out var used) ? used : new Block();
            buffer = buffer[filling.Fill(buffer.Span)..];
            if (filling.IsFull)
            {
                await StartAsync().ConfigureAwait(false);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken ignored) => WriteAsync(buffer.AsMemory(offset, count), ignored).AsTask();

    /// <summary>Ends the stream.</summary>
    public async Task FinishAsync()
    {
        if (filling is not null || isEmpty)
        {
            filling ??= new Block();
            await StartAsync().ConfigureAwait(false);
        }

        while (compressing.Count > 0)
        {
            await SendOldestAsync().ConfigureAwait(false);
        }
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        filling?.Dispose();
        while (free.TryPop(out var block))
        {
            block.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask StartAsync()
    {
        var block = filling!;
        filling = null;
        isEmpty = false;
        compressing.Enqueue(Task.Run(block.Compress, cancellationToken));
        if (compressing.Count >= mostAtOnce)
        {
            await SendOldestAsync().ConfigureAwait(false);
        }
    }

    private async Task SendOldestAsync()
    {
        var block = await compressing.Dequeue().ConfigureAwait(false);
        await destination.WriteAsync(block.Compressed, cancellationToken).ConfigureAwait(false);
        block.Clear();
        free.Push(block);
    }

    private sealed class Block : IDisposable
    {
        private readonly byte[] content = new byte[BlockSize];
        private readonly MemoryStream compressed = new();
        private int length;

        public bool IsFull => length == content.Length;

        public ReadOnlyMemory<byte> Compressed => compressed.GetBuffer().AsMemory(0, (int)compressed.Length);

        public int Fill(ReadOnlySpan<byte> bytes)
        {
            var n = Math.Min(bytes.Length, content.Length - length);
            bytes[..n].CopyTo(content.AsSpan(length));
            length += n;
            return n;
        }

        public Block Compress()
        {
            using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            {
                gzip.Write(content, 0, length);
            }

            // .NET writes nothing for nothing, which is no gzip stream.
            if (compressed.Length == 0)
            {
                compressed.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            }

            return this;
        }

        public void Dispose() => compressed.Dispose();

        public void Clear()
        {
            length = 0;
            compressed.SetLength(0);
        }
    }
}
