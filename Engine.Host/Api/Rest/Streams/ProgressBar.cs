using System.Globalization;

namespace Engine.Host.Api.Rest.Streams;

/// <summary>The bar that docker's daemon draws for clients that do not draw their own.</summary>
internal static class ProgressBar
{
    private const int Width = 50;
    private static readonly string[] s_units = ["B", "kB", "MB", "GB", "TB", "PB"];

    public static string? Draw(long current, long total)
    {
        if (current <= 0 && total <= 0)
        {
            return null;
        }

        var done = Size(current);
        if (total <= 0)
        {
            return $"{done,8}";
        }

        var filled = (int)Math.Min(Width, (double)current / total * 100 / 2);
        var bar = $"[{new string('=', filled)}>{new string(' ', Width - filled)}] ";
        return current > total ? $"{bar}{done,8}" : $"{bar}{done,8}/{Size(total)}";
    }

    /// <summary>Four significant digits and a decimal unit.</summary>
    public static string Size(long bytes)
    {
        double size = bytes;
        var unit = 0;
        for (; size >= 1000 && unit < s_units.Length - 1; unit++)
        {
            size /= 1000;
        }

        return size.ToString("G4", CultureInfo.InvariantCulture) + s_units[unit];
    }
}
