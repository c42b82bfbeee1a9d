using System.Runtime.InteropServices;

namespace Engine.Runtime.Monitor;

/// <summary>Bytes that wait to be written, in unmanaged memory that is given back as soon as the queue is empty.</summary>
internal sealed unsafe class ByteQueue : IDisposable
{
    private const int SmallestCapacity = 4096;

    private byte* _buffer;
    private int _capacity;
    private int _head;
    private int _tail;

    public int Length => _tail - _head;

    public bool IsEmpty => _head == _tail;

    /// <summary>The bytes that wait, oldest first; valid until the next call.</summary>
    public ReadOnlySpan<byte> Waiting => new(_buffer + _head, Length);

    public void Append(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        MakeRoom(data.Length);
        data.CopyTo(new Span<byte>(_buffer + _tail, data.Length));
        _tail += data.Length;
    }

    /// <summary>Drops the oldest <paramref name="count"/> bytes.</summary>
    public void Consume(int count)
    {
        _head += count;
        if (IsEmpty)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_buffer);
        _buffer = null;
        _capacity = _head = _tail = 0;
    }

    private void MakeRoom(int count)
    {
        if (_capacity - _tail >= count)
        {
            return;
        }

        var length = Length;
        if (_capacity - length >= count && _head >= length)
        {
            new ReadOnlySpan<byte>(_buffer + _head, length).CopyTo(new Span<byte>(_buffer, length));
        }
        else
        {
            var capacity = Math.Max(SmallestCapacity, Math.Max(_capacity * 2, checked(length + count)));
            var larger = (byte*)NativeMemory.Alloc((nuint)capacity);
            new ReadOnlySpan<byte>(_buffer + _head, length).CopyTo(new Span<byte>(larger, length));
            NativeMemory.Free(_buffer);
            _buffer = larger;
            _capacity = capacity;
        }

        _head = 0;
        _tail = length;
    }
}
