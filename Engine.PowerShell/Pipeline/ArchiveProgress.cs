using System.Management.Automation;

namespace Engine.PowerShell.Pipeline;

/// <summary>Counts what is read of an archive while it is sent, for the progress record: at most five a second.</summary>
internal sealed class ArchiveProgress(Stream archive) : Stream
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private readonly long _length = archive.CanSeek ? archive.Length : 0;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Interlocked.Read(ref _read);
        set => throw new NotSupportedException();
    }

    /// <summary>Reports until the work ended.</summary>
    public async Task ReportAsync(Task work, string name, PipelineQueue queue, CancellationToken cancellationToken)
    {
        var shown = false;
        while (await Task.WhenAny(work, Task.Delay(s_interval, cancellationToken)).ConfigureAwait(false) != work && !cancellationToken.IsCancellationRequested)
        {
            var sent = Position;
            var status = _length > 0 ? $"{sent >> 20} of {_length >> 20} MiB" : $"{sent >> 20} MiB";
            var percent = _length > 0 ? (int)(100 * sent / _length) : -1;
            shown = true;
            await queue.PostAsync(
                cmdlet => cmdlet.WriteProgress(new ProgressRecord(0, $"Importing {name}", status) { PercentComplete = percent }), cancellationToken).ConfigureAwait(false);
        }

        if (shown)
        {
            await queue.PostAsync(
                cmdlet => cmdlet.WriteProgress(new ProgressRecord(0, $"Importing {name}", "Done") { RecordType = ProgressRecordType.Completed }),
                cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await archive.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref _read, read);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = archive.Read(buffer, offset, count);
        Interlocked.Add(ref _read, read);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
