namespace Engine.Host.Logging;

/// <summary>Logs to standard error, one line an event; systemd's journal takes the priority from the prefix (sd-daemon(3)).</summary>
internal sealed class StandardErrorLoggerProvider : ILoggerProvider
{
    private readonly TextWriter _writer = TextWriter.Synchronized(
        new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });

    // The journal stamps lines itself.
    private readonly bool _journal = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null;

    public ILogger CreateLogger(string categoryName) => new StandardErrorLogger(_writer, categoryName, _journal);

    public void Dispose() => _writer.Dispose();
}
