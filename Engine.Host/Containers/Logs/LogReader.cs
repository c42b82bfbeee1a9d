using System.Runtime.CompilerServices;

namespace Engine.Host.Containers.Logs;

/// <summary>Reads the log of one container: what is there, and then what comes, across rotations.</summary>
internal sealed class LogReader(string path, LogQuery query)
{
    private DateTimeOffset? after;

    /// <summary>The entries wanted.</summary>
    /// <param name="ended">With <see cref="LogQuery.Follow"/>: done when nothing more will be written.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<LogEntry> ReadAsync(Task ended, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Watching begins before the files are opened, so that no change slips between.
        using LogWatcher? watcher = query.Follow ? new LogWatcher(path) : null;
        List<FileStream> files = LogFileSet.Open(path);
        try
        {
            long skip = query.Tail is { } tail ? await LogTail.SeekAsync(files, tail, cancellationToken) : 0;
            DateTimeOffset last = default;
            ulong? finished = null;
            while (files.Count > 0 || watcher is not null)
            {
                if (files.Count == 0)
                {
                    // A log that does not exist yet, or whose next file does not.
                    if (!await watcher!.WaitAsync(ended, cancellationToken))
                    {
                        yield break;
                    }

                    files = OpenNext(finished, last);
                    continue;
                }

                FileStream file = files[0];
                bool current = files.Count == 1;
                ulong inode = FileIdentity.InodeOf(file);
                var lines = new LogLineReader(LogFileSet.Decode(file));
                while (true)
                {
                    while (await lines.ReadAsync(cancellationToken) is { } line)
                    {
                        if (skip > 0)
                        {
                            skip--;
                        }
                        else if (LogEntryParser.TryParse(line.Span, out LogEntry entry, out DateTimeOffset time))
                        {
                            last = time;
                            if (time > query.Until)
                            {
                                yield break;
                            }

                            if (IsWanted(entry, time))
                            {
                                yield return entry;
                            }
                        }
                    }

                    if (!current || watcher is null || FileIdentity.InodeOf(path) != inode)
                    {
                        break;
                    }

                    if (!await watcher.WaitAsync(ended, cancellationToken))
                    {
                        yield break;
                    }
                }

                // Once renamed a file is never written again, but it may have been between the last read and the renaming.
                if (current && watcher is not null)
                {
                    while (await lines.ReadAsync(cancellationToken) is { } line)
                    {
                        if (LogEntryParser.TryParse(line.Span, out LogEntry entry, out DateTimeOffset time) && IsWanted(entry, time))
                        {
                            last = time;
                            yield return entry;
                        }
                    }
                }

                file.Dispose();
                files.RemoveAt(0);
                if (current && watcher is null)
                {
                    yield break;
                }

                if (current)
                {
                    finished = inode;
                    files = OpenNext(finished, last);
                }
            }
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private List<FileStream> OpenNext(ulong? finished, DateTimeOffset last)
    {
        if (finished is null)
        {
            return LogFileSet.Open(path);
        }

        if (LogFileSet.OpenAfter(path, finished.Value) is { } next)
        {
            return next;
        }

        // Rotated away and compressed while a slow client read: go on by time.
        after = last;
        return LogFileSet.Open(path);
    }

    private bool IsWanted(LogEntry entry, DateTimeOffset time) =>
        (entry.Stream == StreamKind.Stderr ? query.Stderr : query.Stdout)
        && (query.Since is null || time >= query.Since)
        && (after is null || time > after);
}
