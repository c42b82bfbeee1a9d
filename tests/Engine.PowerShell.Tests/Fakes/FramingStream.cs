using System.IO.Pipelines;
using Engine.Protocol;

namespace Engine.PowerShell.Tests.Fakes;

/// <summary>Writes every write as a frame.</summary>
internal sealed class FramingStream(PipeWriter writer, OutputStream stream = OutputStream.Stdout) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        OutputFrame.WriteHeader(writer.GetSpan(OutputFrame.HeaderSize), stream, buffer.Length);
        writer.Advance(OutputFrame.HeaderSize);
        await writer.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
