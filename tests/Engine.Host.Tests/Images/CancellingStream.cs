namespace Engine.Host.Tests.Images;

/// <summary>Gives an archive in small pieces and cancels the reader when so many bytes were read.</summary>
internal sealed class CancellingStream(byte[] content, int limit, CancellationTokenSource cancel) : MemoryStream(content)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= limit)
        {
            cancel.Cancel();
            return ValueTask.FromCanceled<int>(cancel.Token);
        }

        return base.ReadAsync(buffer[..Math.Min(buffer.Length, 512)], cancellationToken);
    }
}
