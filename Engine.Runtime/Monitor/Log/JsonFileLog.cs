using Engine.Linux;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>
/// Turns output into Docker's json-file log. What one read brought is written by one write, so that a line is in the file before
/// the monitor looks at anything else. A disk that is full costs lines, which are counted, and never holds the container up.
/// </summary>
internal sealed class JsonFileLog : IDisposable
{
    private const int MaxPart = LogLineBuffer.Capacity;

    private readonly WorkBuffers _buffers;
    private readonly LogFile _file;
    private readonly byte[] _attributes;
    private readonly int _maxEntry;
    private readonly LogLineBuffer _stdout = new();
    private readonly LogLineBuffer _stderr = new();
    private int _encoded;
    private int _encodedLines;

    /// <exception cref="LinuxException">The file cannot be opened.</exception>
    public JsonFileLog(LogOptions options, WorkBuffers buffers, Action rotated)
    {
        _buffers = buffers;
        _attributes = options.Attributes is { Count: > 0 } attributes ? JsonLogEntry.EncodeAttributes(attributes) : [];
        _maxEntry = JsonLogEntry.MaxLength(MaxPart, _attributes.Length);
        if (_maxEntry > buffers.Log.Length)
        {
            throw new LinuxException("log attributes", Errno.E2BIG);
        }

        _file = new LogFile(options, rotated);
    }

    /// <summary>Lines that could not be written.</summary>
    public long LostLines => _file.LostLines;

    /// <summary>Logs what was read from standard output, or from standard error.</summary>
    public void Write(MonitorMessage stream, ReadOnlySpan<byte> data)
    {
        var line = Line(stream);
        while (!data.IsEmpty)
        {
            var room = MaxPart - line.Length;
            var end = data[..Math.Min(room, data.Length)].IndexOf((byte)'\n');
            if (end >= 0)
            {
                LogPart(stream, line, data[..end], ended: true);
                data = data[(end + 1)..];
            }
            else if (data.Length >= room)
            {
                LogPart(stream, line, data[..room], ended: false);
                data = data[room..];
            }
            else
            {
                line.Append(data);
                break;
            }
        }

        Flush();
    }

    /// <summary>The stream ended: logs what stands after its last newline.</summary>
    public void End(MonitorMessage stream)
    {
        var line = Line(stream);
        if (line.Length > 0)
        {
            LogPart(stream, line, default, ended: false);
            Flush();
        }
    }

    /// <inheritdoc cref="LogFile.ReplaceByCompressed"/>
    public void ReplaceByCompressed(LogCompressedRequest request) => _file.ReplaceByCompressed(request);

    public void Dispose()
    {
        _file.Dispose();
        _stdout.Dispose();
        _stderr.Dispose();
    }

    private LogLineBuffer Line(MonitorMessage stream) => stream == MonitorMessage.Stderr ? _stderr : _stdout;

    private void LogPart(MonitorMessage stream, LogLineBuffer line, ReadOnlySpan<byte> part, bool ended)
    {
        if (line.Length > 0)
        {
            line.Append(part);
            part = line.Waiting;
        }

        if (line.PartTime == 0)
        {
            line.PartTime = RealTimeClock.NowNanoseconds;
        }

        if (_buffers.Log.Length - _encoded < _maxEntry || _file.MustRotate(_encoded))
        {
            Flush();
            _file.RotateIfFull();
        }

        _encoded += JsonLogEntry.Write(
            _buffers.Log[_encoded..], part, ended, stream == MonitorMessage.Stderr ? "stderr"u8 : "stdout"u8, _attributes, line.PartTime);
        _encodedLines++;
        line.Dispose();
        if (ended)
        {
            line.PartTime = 0;
        }
    }

    private void Flush()
    {
        if (_encoded > 0)
        {
            _file.Append(_buffers.Log[.._encoded], _encodedLines);
            _encoded = _encodedLines = 0;
        }
    }
}
