namespace Engine.Host.Tests.Images;

/// <summary>Does something else once, at a certain place of its content.</summary>
internal sealed class InterruptedStream(byte[] content, int place, Func<Task> interruption) : MemoryStream(content)
{
    private bool interrupted;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position < place)
        {
            return await base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, place - Position)], cancellationToken);
        }

        if (!interrupted)
        {
            interrupted = true;
            await interruption();
        }

        return await base.ReadAsync(buffer, cancellationToken);
    }
}
