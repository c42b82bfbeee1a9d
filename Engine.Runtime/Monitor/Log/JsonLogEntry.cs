using System.Buffers;
using System.Text;

namespace Engine.Runtime.Monitor;

/// <summary>
/// One line of Docker's json-file log, byte for byte as dockerd writes it: members in its order, and its escapes (control characters and
/// <c>&lt; &gt; &amp;</c> as \u00XX, U+2028 and U+2029 as \u202X, a \ufffd for every byte that is not UTF-8).
/// </summary>
internal static class JsonLogEntry
{
    private static readonly SearchValues<byte> PlainAscii = SearchValues.Create(
        " !#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~\u007f"u8);

    /// <summary>Bytes an entry needs at most.</summary>
    /// <param name="lineLength">Bytes of the line.</param>
    /// <param name="attributesLength">Bytes of the attributes' JSON.</param>
    public static int MaxLength(int lineLength, int attributesLength) =>
        (lineLength * @"\ufffd".Length) + attributesLength + "{'log':'\\n','stream':'stderr','attrs':,'time':''}\n".Length + Rfc3339.MaxLength;

    /// <summary>Writes an entry and the newline after it.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="line">The line's bytes without its newline.</param>
    /// <param name="ended">The line ended with a newline, which belongs to the entry; false for a part of a long line or at the end of the stream.</param>
    /// <param name="stream"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="attributes">A JSON object, or empty for none.</param>
    /// <param name="nanoseconds">The time since 1970-01-01 UTC.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(
        Span<byte> destination, ReadOnlySpan<byte> line, bool ended, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> attributes, long nanoseconds)
    {
        var rest = destination;
        Append(ref rest, "{"u8);
        if (ended || !line.IsEmpty)
        {
            Append(ref rest, "\"log\":\""u8);
            AppendEscaped(ref rest, line);
            Append(ref rest, ended ? "\\n\","u8 : "\","u8);
        }

        Append(ref rest, "\"stream\":\""u8);
        Append(ref rest, stream);
        if (!attributes.IsEmpty)
        {
            Append(ref rest, "\",\"attrs\":"u8);
            Append(ref rest, attributes);
            Append(ref rest, ",\"time\":\""u8);
        }
        else
        {
            Append(ref rest, "\",\"time\":\""u8);
        }

        rest = rest[Rfc3339.Write(rest, nanoseconds)..];
        Append(ref rest, "\"}\n"u8);
        return destination.Length - rest.Length;
    }

    /// <summary>The attributes of every line as a JSON object, names in order.</summary>
    public static byte[] EncodeAttributes(IReadOnlyDictionary<string, string> attributes)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var longest = "{}".Length;
        foreach (var (name, value) in attributes)
        {
            sorted.Add(name, value);
            longest += "'':'',".Length + ((Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value)) * @"\ufffd".Length);
        }

        var encoded = new byte[longest];
        Span<byte> rest = encoded;
        var before = "{\""u8;
        foreach (var (name, value) in sorted)
        {
            Append(ref rest, before);
            AppendEscaped(ref rest, Encoding.UTF8.GetBytes(name));
            Append(ref rest, "\":\""u8);
            AppendEscaped(ref rest, Encoding.UTF8.GetBytes(value));
            before = "\",\""u8;
        }

        Append(ref rest, "\"}"u8);
        return encoded[..^rest.Length];
    }

    private static void AppendEscaped(ref Span<byte> rest, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(PlainAscii);
            if (plain != 0)
            {
                plain = plain < 0 ? text.Length : plain;
                Append(ref rest, text[..plain]);
                text = text[plain..];
            }
            else if (text[0] < 0x80)
            {
                AppendControl(ref rest, text[0]);
                text = text[1..];
            }
            else
            {
                text = text[AppendRune(ref rest, text)..];
            }
        }
    }

    private static void AppendControl(ref Span<byte> rest, byte character)
    {
        switch (character)
        {
            case (byte)'"':
                Append(ref rest, "\\\""u8);
                break;
            case (byte)'\\':
                Append(ref rest, "\\\\"u8);
                break;
            case (byte)'\n':
                Append(ref rest, "\\n"u8);
                break;
            case (byte)'\r':
                Append(ref rest, "\\r"u8);
                break;
            default:
                var digits = "0123456789abcdef"u8;
                Append(ref rest, [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', digits[character >> 4], digits[character & 0xf]]);
                break;
        }
    }

    private static int AppendRune(ref Span<byte> rest, ReadOnlySpan<byte> text)
    {
        var status = Rune.DecodeFromUtf8(text, out var rune, out var consumed);
        if (status != OperationStatus.Done)
        {
            for (var i = 0; i < consumed; i++)
            {
                Append(ref rest, "\\ufffd"u8);
            }
        }
        else if (rune.Value is 0x2028 or 0x2029)
        {
            Append(ref rest, rune.Value == 0x2028 ? "\\u2028"u8 : "\\u2029"u8);
        }
        else
        {
            Append(ref rest, text[..consumed]);
        }

        return consumed;
    }

    private static void Append(ref Span<byte> rest, scoped ReadOnlySpan<byte> data)
    {
        data.CopyTo(rest);
        rest = rest[data.Length..];
    }
}
