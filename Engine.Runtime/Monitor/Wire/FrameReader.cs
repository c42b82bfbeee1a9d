using System.Runtime.InteropServices;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>
/// Cuts received bytes into frames. Stream data is passed on piece by piece as it comes; other payloads are collected in unmanaged
/// memory that exists only while a frame is incomplete and grows with what was received, not with what a header promises.
/// </summary>
internal sealed unsafe class FrameReader(IFrameSink sink) : IDisposable
{
    private readonly byte[] _header = new byte[MonitorFrame.HeaderSize];
    private int _headerLength;
    private MonitorMessage _message;
    private int _payloadLength;
    private int _received;
    private byte* _payload;
    private int _capacity;

    /// <summary>Takes received bytes.</summary>
    /// <returns>False if they break the rules, or the sink asked to stop: the connection must end.</returns>
    public bool Read(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            if (_headerLength < MonitorFrame.HeaderSize)
            {
                var part = data[..Math.Min(MonitorFrame.HeaderSize - _headerLength, data.Length)];
                part.CopyTo(_header.AsSpan(_headerLength));
                _headerLength += part.Length;
                data = data[part.Length..];
                if (_headerLength < MonitorFrame.HeaderSize)
                {
                    return true;
                }

                if (!MonitorFrame.TryReadHeader(_header, out _message, out _payloadLength))
                {
                    return false;
                }
            }

            var body = data[..Math.Min(_payloadLength - _received, data.Length)];
            data = data[body.Length..];
            if (!TakeBody(body))
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        NativeMemory.Free(_payload);
        _payload = null;
        _capacity = 0;
    }

    private bool TakeBody(ReadOnlySpan<byte> body)
    {
        var whole = body.Length == _payloadLength;
        _received += body.Length;
        var complete = _received == _payloadLength;
        bool accepted;
        if (MonitorFrame.IsStream(_message))
        {
            accepted = sink.OnStreamData(_message, body);
        }
        else if (whole)
        {
            accepted = sink.OnFrame(_message, body);
        }
        else
        {
            Collect(body);
            accepted = !complete || sink.OnFrame(_message, new ReadOnlySpan<byte>(_payload, _received));
        }

        if (complete)
        {
            _headerLength = _received = 0;
            Dispose();
        }

        return accepted;
    }

    private void Collect(ReadOnlySpan<byte> body)
    {
        if (_received > _capacity)
        {
            _capacity = Math.Min(_payloadLength, Math.Max(_received, _capacity * 2));
            _payload = (byte*)NativeMemory.Realloc(_payload, (nuint)_capacity);
        }

        body.CopyTo(new Span<byte>(_payload + _received - body.Length, body.Length));
    }
}
