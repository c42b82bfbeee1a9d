using System.Text.Encodings.Web;

namespace Engine.Oci.Json;

/// <summary>
/// Escapes what JSON must have escaped and nothing else (RFC 8259, section 7). The framework's encoders also guard text that ends up in HTML, and
/// building their tables took a thirtieth of a container's start.
/// </summary>
internal sealed class PlainEncoder : JavaScriptEncoder
{
    private const int LongestEscape = 6;

    public static PlainEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => LongestEscape;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\' or 0x7F;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (WillEncode(text[i]) || (char.IsSurrogate(text[i]) && !IsPair(text, ref i, textLength)))
            {
                return i;
            }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        return unicodeScalar is '"' or '\\'
            ? target.TryWrite($"\\{(char)unicodeScalar}", out numberOfCharactersWritten)
            : target.TryWrite($"\\u{unicodeScalar:x4}", out numberOfCharactersWritten);
    }

    private static unsafe bool IsPair(char* text, ref int index, int length)
    {
        if (index + 1 >= length || !char.IsSurrogatePair(text[index], text[index + 1]))
        {
            return false;
        }

        index++;
        return true;
    }
}
