using System.Runtime.InteropServices;

namespace Engine.Runtime.Monitor;

/// <summary>The begun line of one stream: what was read since the last newline, and whether earlier parts of the line were logged already.</summary>
internal sealed unsafe class LogLineBuffer : IDisposable
{
    /// <summary>Bytes after which a line is logged in parts, as dockerd does it.</summary>
    public const int Capacity = 16 * 1024;

    private byte* _buffer;

    /// <summary>Bytes that wait.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Waiting => new(_buffer, Length);

    /// <summary>All parts of a line carry the time of its first, in nanoseconds since 1970; 0 while no part was logged.</summary>
    public long PartTime { get; set; }

    public void Append(ReadOnlySpan<byte> data)
    {
        if (_buffer is null)
        {
            _buffer = (byte*)NativeMemory.Alloc(Capacity);
        }

        data.CopyTo(new Span<byte>(_buffer + Length, Capacity - Length));
        Length += data.Length;
    }

    public void Dispose()
    {
        NativeMemory.Free(_buffer);
        _buffer = null;
        Length = 0;
    }
}
