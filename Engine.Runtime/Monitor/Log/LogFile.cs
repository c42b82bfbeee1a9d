using Engine.Linux;
using Engine.Oci.Monitor;

namespace Engine.Runtime.Monitor;

/// <summary>
/// The log's files: the current one and the rotated PATH.1 (newest) … PATH.N, some of them compressed by the host to PATH.N.gz.
/// Nothing here throws for a disk that is full or broken: what could not be written is cut off at a line's end and counted.
/// </summary>
internal sealed class LogFile : IDisposable
{
    private const uint Mode = 0b110_100_000;
    private const string CompressedSuffix = ".gz";

    /// <summary>Time between two attempts at something that the disk refused.</summary>
    private const int RetryMilliseconds = 1000;

    private readonly LogOptions _options;
    private readonly Action _rotated;
    private AppendFile? _file;
    private long _size;
    private long _retryAt = long.MinValue;

    /// <exception cref="LinuxException">The file cannot be opened.</exception>
    public LogFile(LogOptions options, Action rotated)
    {
        _options = options;
        _rotated = rotated;
        _file = new AppendFile(options.Path, Mode);
        _size = _file.Length;
    }

    /// <summary>Lines that could not be written.</summary>
    public long LostLines { get; private set; }

    /// <summary>Whether the current file, with <paramref name="pending"/> more bytes, is so full that the next line belongs to a new one.</summary>
    public bool MustRotate(int pending) => _options.MaxSize > 0 && _size + pending >= _options.MaxSize && Environment.TickCount64 >= _retryAt;

    public void RotateIfFull()
    {
        if (MustRotate(0))
        {
            Rotate();
        }
    }

    /// <summary>Writes whole lines.</summary>
    public void Append(ReadOnlySpan<byte> data, int lines)
    {
        if (_file is null && !TryReopen())
        {
            LostLines += lines;
            return;
        }

        var rest = data;
        while (!rest.IsEmpty)
        {
            var written = _file!.Append(rest);
            if (written <= 0)
            {
                GiveUp(data, data.Length - rest.Length);
                return;
            }

            rest = rest[(int)written..];
        }

        _size += data.Length;
    }

    /// <summary>Puts the host's compressed copy in the place of the rotated file it was made of. If that one was rotated out meanwhile, the copy goes too.</summary>
    /// <exception cref="IOException">The copy cannot be renamed.</exception>
    public void ReplaceByCompressed(LogCompressedRequest request)
    {
        for (var number = 1; number < _options.MaxFiles; number++)
        {
            var rotated = Numbered(number);
            if (FileInode.TryGet(rotated, out var inode) && inode == request.Inode)
            {
                File.Move(request.CompressedPath, rotated + CompressedSuffix, overwrite: true);
                File.Delete(rotated);
                return;
            }
        }

        File.Delete(request.CompressedPath);
    }

    public void Dispose() => _file?.Dispose();

    private string Numbered(int number) => $"{_options.Path}.{number}";

    private void Rotate()
    {
        try
        {
            if (_options.MaxFiles <= 1)
            {
                _size = _file?.TryTruncate(0) == true ? 0 : _size;
                return;
            }

            for (var number = _options.MaxFiles - 1; number > 1; number--)
            {
                MoveUp(number - 1, number);
            }

            File.Move(_options.Path, Numbered(1), overwrite: true);
            File.Delete(Numbered(1) + CompressedSuffix);
            _file?.Dispose();
            _file = null;
            _ = TryReopen();
            _rotated();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _retryAt = Environment.TickCount64 + RetryMilliseconds;
        }
    }

    private void MoveUp(int from, int to)
    {
        File.Delete(Numbered(to));
        File.Delete(Numbered(to) + CompressedSuffix);
        foreach (var suffix in (ReadOnlySpan<string>)["", CompressedSuffix])
        {
            if (File.Exists(Numbered(from) + suffix))
            {
                File.Move(Numbered(from) + suffix, Numbered(to) + suffix, overwrite: true);
            }
        }
    }

    private bool TryReopen()
    {
        if (Environment.TickCount64 < _retryAt)
        {
            return false;
        }

        try
        {
            _file = new AppendFile(_options.Path, Mode);
            _size = _file.Length;
            return true;
        }
        catch (LinuxException)
        {
            _retryAt = Environment.TickCount64 + RetryMilliseconds;
            return false;
        }
    }

    /// <summary>A write failed after <paramref name="written"/> bytes: keeps the whole lines among them.</summary>
    private void GiveUp(ReadOnlySpan<byte> data, int written)
    {
        var kept = data[..written].LastIndexOf((byte)'\n') + 1;
        LostLines += data[kept..].Count((byte)'\n');
        _size += kept;
        _ = _file!.TryTruncate(_size);
    }
}
