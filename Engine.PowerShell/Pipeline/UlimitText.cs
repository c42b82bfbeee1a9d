using System.Globalization;
using Engine.Protocol;

namespace Engine.PowerShell.Pipeline;

/// <summary>Reads <c>NAME=SOFT[:HARD]</c>.</summary>
internal static class UlimitText
{
    public static UlimitSpec Parse(string text)
    {
        var equals = text.IndexOf('=');
        var limits = text[(equals + 1)..].Split(':');
        if (equals <= 0 || limits.Length > 2 || !TryLimit(limits[0], out var soft) || !TryLimit(limits[^1], out var hard))
        {
            throw new FormatException($"'{text}' is no process limit; NAME=SOFT[:HARD] is.");
        }

        return new UlimitSpec { Name = text[..equals].ToLowerInvariant(), Soft = soft, Hard = hard };
    }

    private static bool TryLimit(string text, out long limit)
    {
        limit = -1;
        return text is "unlimited" || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out limit);
    }
}
