using System.Globalization;
using System.Text.Json;

namespace Engine.Host.Containers.Logs;

/// <summary>Reads one line of a json-file log.</summary>
internal static class LogEntryParser
{
    /// <summary>False for a line that is none: a disk that was full, or a machine that went down, may leave half of one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out LogEntry entry, out DateTimeOffset time)
    {
        entry = null!;
        time = default;
        try
        {
            return Parse(line, out entry!, out time);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Parse(ReadOnlySpan<byte> line, out LogEntry? entry, out DateTimeOffset time)
    {
        entry = null;
        time = default;
        byte[] text = [];
        string? stamp = null;
        StreamKind stream = StreamKind.Stdout;
        Dictionary<string, string>? attributes = null;
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("log"u8))
            {
                reader.Read();
                text = new byte[reader.ValueSpan.Length];
                Array.Resize(ref text, reader.CopyString(text));
            }
            else if (reader.ValueTextEquals("stream"u8))
            {
                reader.Read();
                stream = reader.ValueTextEquals("stderr"u8) ? StreamKind.Stderr : StreamKind.Stdout;
            }
            else if (reader.ValueTextEquals("time"u8))
            {
                reader.Read();
                stamp = reader.GetString();
            }
            else if (reader.ValueTextEquals("attrs"u8))
            {
                reader.Read();
                attributes = ParseAttributes(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (stamp is null || !DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
        {
            return false;
        }

        entry = new LogEntry(stamp, stream, text, attributes);
        return true;
    }

    private static Dictionary<string, string> ParseAttributes(ref Utf8JsonReader reader)
    {
        var attributes = new Dictionary<string, string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            attributes[name] = reader.GetString() ?? "";
        }

        return attributes;
    }
}
