namespace Engine.Host.Logging;

/// <summary>Formats one event as one line: time, level, event, category, message.</summary>
internal sealed class StandardErrorLogger(TextWriter writer, string category, bool journal) : ILogger
{
    private readonly string _category = category[(category.LastIndexOf('.') + 1)..];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // A line break in a message would forge a line of its own.
        var message = formatter(state, exception).ReplaceLineEndings(" ");
        var cause = exception is null ? "" : ": " + exception.ToString().ReplaceLineEndings(" ");
        var head = journal
            ? $"<{Priority(logLevel)}>"
            : $"{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ} {Name(logLevel)} ";
        writer.WriteLine($"{head}{_category}[{eventId.Id}] {message}{cause}");
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };

    private static int Priority(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => 7,
        LogLevel.Information => 6,
        LogLevel.Warning => 4,
        LogLevel.Error => 3,
        _ => 2,
    };
}
