using System.Buffers;

namespace Engine.Host.Storage;

/// <summary>
/// The large buffers of one archive on its way in. They are used again while it lasts and are garbage after it; the shared pool would keep
/// them for every thread that ever touched one.
/// </summary>
internal sealed class ArchiveBuffers : MemoryPool<byte>
{
    public const int Size = 256 * 1024;

    private readonly Stack<byte[]> free = new();

    public override int MaxBufferSize => Array.MaxLength;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        if (minBufferSize > Size)
        {
            return new Buffer(null, new byte[minBufferSize]);
        }

        lock (free)
        {
            return new Buffer(this, free.TryPop(out var buffer) ? buffer : new byte[Size]);
        }
    }

    protected override void Dispose(bool disposing)
    {
    }

    private void Return(byte[] buffer)
    {
        lock (free)
        {
            free.Push(buffer);
        }
    }

    private sealed class Buffer(ArchiveBuffers? owner, byte[] bytes) : IMemoryOwner<byte>
    {
        private byte[]? bytes = bytes;

        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref bytes, null) is { } returned)
            {
                owner?.Return(returned);
            }
        }
    }
}
