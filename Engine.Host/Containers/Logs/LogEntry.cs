namespace Engine.Host.Containers.Logs;

/// <summary>One entry of a log: a line with its end, or a part of a line that is too long for one.</summary>
/// <param name="Time">The moment of writing in RFC 3339 with nanoseconds, as the log has it.</param>
/// <param name="Stream">Where the program wrote it.</param>
/// <param name="Text">The bytes written, UTF-8.</param>
/// <param name="Attributes">What <c>labels</c>, <c>env</c> and <c>tag</c> added, or null.</param>
internal sealed record LogEntry(string Time, StreamKind Stream, ReadOnlyMemory<byte> Text, IReadOnlyDictionary<string, string>? Attributes);
