using System.Text;
using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>Makes whole lines of a log's entries: a long line comes in parts, and the parts of the two streams may be mixed.</summary>
internal sealed class LogLines(string container)
{
    private readonly Dictionary<OutputStream, (DateTimeOffset Time, StringBuilder Text)> _open = [];

    /// <summary>Takes an entry and returns the line it ends, or null.</summary>
    public LogLine? Add(LogEntry entry)
    {
        var ends = entry.Text.EndsWith('\n');
        var text = ends ? entry.Text[..^(entry.Text.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1)] : entry.Text;
        if (!_open.TryGetValue(entry.Stream, out var open))
        {
            if (ends)
            {
                return Make(entry.Stream, entry.Time, text);
            }

            _open[entry.Stream] = (entry.Time, new StringBuilder(text));
            return null;
        }

        open.Text.Append(text);
        if (!ends)
        {
            return null;
        }

        _open.Remove(entry.Stream);
        return Make(entry.Stream, open.Time, open.Text.ToString());
    }

    /// <summary>What was begun and never ended.</summary>
    public IEnumerable<LogLine> Rest() => _open.OrderBy(open => open.Value.Time).Select(open => Make(open.Key, open.Value.Time, open.Value.Text.ToString()));

    private LogLine Make(OutputStream stream, DateTimeOffset time, string text) => new(container, time, (ContainerStream)(int)stream, text);
}
