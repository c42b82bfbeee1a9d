using System.Globalization;

namespace Engine.Host.Networking.Dns.Messages;

/// <summary>The names under which addresses are asked for (RFC 1035 section 3.5, RFC 3596 section 2.5).</summary>
internal static class ReverseName
{
    private const string SuffixV4 = ".in-addr.arpa";
    private const string SuffixV6 = ".ip6.arpa";
    private const int NibblesV6 = 32;

    /// <summary>Reads the address from a name in its text form.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out DnsAddress address)
    {
        if (name.EndsWith(SuffixV4, StringComparison.Ordinal))
        {
            return TryParseV4(name[..^SuffixV4.Length], out address);
        }

        address = default;
        return name.EndsWith(SuffixV6, StringComparison.Ordinal) && TryParseV6(name[..^SuffixV6.Length], out address);
    }

    // The last byte comes first.
    private static bool TryParseV4(ReadOnlySpan<char> digits, out DnsAddress address)
    {
        uint value = 0;
        var count = 0;
        foreach (var range in digits.Split('.'))
        {
            if (count == sizeof(uint) || !byte.TryParse(digits[range], NumberStyles.None, null, out var part))
            {
                count = 0;
                break;
            }

            value |= (uint)part << (8 * count++);
        }

        address = new DnsAddress(value, false);
        return count == sizeof(uint);
    }

    private static bool TryParseV6(ReadOnlySpan<char> digits, out DnsAddress address)
    {
        address = default;
        if (digits.Length != (2 * NibblesV6) - 1)
        {
            return false;
        }

        UInt128 value = 0;
        for (var i = 0; i < NibblesV6; i++)
        {
            var digit = digits[2 * i];
            if (!char.IsAsciiHexDigit(digit) || (i > 0 && digits[(2 * i) - 1] != '.'))
            {
                return false;
            }

            value |= (UInt128)(uint)HexValue(digit) << (4 * i);
        }

        address = new DnsAddress(value, true);
        return true;
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
