namespace Engine.Host.Networking.Dns.Messages;

/// <summary>
/// Names on the wire (RFC 1035 sections 3.1 and 4.1.4) and as text: lower-case, labels parted by dots, no dot at the end, one character a
/// byte. A dot or a backslash that is part of a label has a backslash before it, so that no text stands for two names.
/// </summary>
internal static class DnsName
{
    /// <summary>The longest name on the wire, in bytes.</summary>
    public const int MaxWireLength = 255;

    /// <summary>The longest label, in bytes.</summary>
    public const int MaxLabelLength = 63;

    /// <summary>Characters that the text of any name fits.</summary>
    public const int MaxTextLength = 2 * MaxWireLength;

    private const byte PointerMark = 0xC0;

    /// <summary>Reads the name at <paramref name="offset"/>, which is then behind it.</summary>
    /// <returns>The length of the text, or -1 if it is no name: cut off, too long, or its pointers lead nowhere.</returns>
    public static int Read(ReadOnlySpan<byte> message, ref int offset, Span<char> text)
    {
        var at = offset;
        var end = -1;
        var wire = 1;
        var length = 0;
        while ((uint)at < (uint)message.Length)
        {
            int mark = message[at];
            if (mark == 0)
            {
                offset = end < 0 ? at + 1 : end;
                return length;
            }

            if (mark >= PointerMark)
            {
                // A pointer leads back, to a name that began before it and behind the header: no chain of them goes on for ever.
                if (at + 1 >= message.Length
                    || ((((mark & ~PointerMark) << 8) | message[at + 1]) is var target && (target >= at || target < DnsHeader.Size)))
                {
                    return -1;
                }

                end = end < 0 ? at + 2 : end;
                at = target;
                continue;
            }

            wire += mark + 1;
            if (mark > MaxLabelLength || wire > MaxWireLength || at + mark >= message.Length)
            {
                return -1;
            }

            length = Append(message.Slice(at + 1, mark), text, length);
            at += mark + 1;
        }

        return -1;
    }

    /// <summary>The text under which a name that people gave is found, or null if it cannot be asked for.</summary>
    public static string? ToKey(string name)
    {
        var trimmed = name.AsSpan().TrimEnd('.');
        Span<byte> wire = stackalloc byte[MaxWireLength];
        var length = Write(trimmed, wire);
        if (length <= 1)
        {
            return null;
        }

        Span<char> text = stackalloc char[MaxTextLength];
        var offset = 0;
        return new string(text[..Read(wire[..length], ref offset, text)]);
    }

    /// <summary>Writes a name that people gave.</summary>
    /// <returns>Bytes written, or 0 if it is no name: a label is empty or too long, or all of it does not fit.</returns>
    public static int Write(ReadOnlySpan<char> name, Span<byte> wire)
    {
        var at = 0;
        foreach (var range in name.Split('.'))
        {
            var label = name[range];
            var size = System.Text.Encoding.UTF8.GetByteCount(label);
            if (size is 0 or > MaxLabelLength || at + size + 2 > Math.Min(wire.Length, MaxWireLength))
            {
                return 0;
            }

            wire[at] = (byte)size;
            System.Text.Encoding.UTF8.GetBytes(label, wire[(at + 1)..]);
            at += size + 1;
        }

        wire[at] = 0;
        return at + 1;
    }

    private static int Append(ReadOnlySpan<byte> label, Span<char> text, int length)
    {
        if (length > 0)
        {
            text[length++] = '.';
        }

        foreach (var value in label)
        {
            if (value is (byte)'.' or (byte)'\\')
            {
                text[length++] = '\\';
            }

            text[length++] = (char)(value is >= (byte)'A' and <= (byte)'Z' ? value | 0x20 : value);
        }

        return length;
    }
}
