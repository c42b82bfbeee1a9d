using System.IO.Pipelines;
using System.Text;
using Engine.Host.Api.Streams;
using Engine.Host.Containers.Logs;

namespace Engine.Host.Api.Rest.Streams;

/// <summary>Writes entries of a log as clients get them: each with its header unless the container has a terminal, time and details before the text.</summary>
internal sealed class LogWriter(PipeWriter output, bool multiplexed, bool timestamps, bool details)
{
    // Entries are sent when no further one is at hand, or when this many bytes wait.
    private const int FlushAt = 32 * 1024;

    /// <summary>Copies until the entries end. <paramref name="first"/> is the reader's first step, taken already.</summary>
    public async Task CopyAsync(IAsyncEnumerator<LogEntry> reader, Task<bool> first, CancellationToken cancellationToken)
    {
        var next = first;
        while (true)
        {
            if (!next.IsCompleted || output.UnflushedBytes > FlushAt)
            {
                if ((await output.FlushAsync(cancellationToken)).IsCompleted)
                {
                    return;
                }
            }

            if (!await next)
            {
                await output.FlushAsync(cancellationToken);
                return;
            }

            Write(reader.Current);
            next = reader.MoveNextAsync().AsTask();
        }
    }

    private void Write(LogEntry entry)
    {
        var prefix = Prefix(entry);
        var length = Encoding.UTF8.GetByteCount(prefix) + entry.Text.Length;
        if (multiplexed)
        {
            StreamHeader.Write(output, entry.Stream, length);
        }

        var span = output.GetSpan(length);
        var written = Encoding.UTF8.GetBytes(prefix, span);
        entry.Text.Span.CopyTo(span[written..]);
        output.Advance(length);
    }

    private string Prefix(LogEntry entry)
    {
        var time = timestamps ? entry.Time + " " : "";
        return details
            ? time + string.Join(',', (entry.Attributes ?? EmptyAttributes).OrderBy(a => a.Key, StringComparer.Ordinal)
                .Select(a => $"{Uri.EscapeDataString(a.Key)}={Uri.EscapeDataString(a.Value)}")) + " "
            : time;
    }

    private static readonly IReadOnlyDictionary<string, string> EmptyAttributes = new Dictionary<string, string>();
}
