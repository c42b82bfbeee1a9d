using System.Buffers;
using System.Globalization;

namespace Engine.Host.Containers;

/// <summary>Durations as Go writes them, which Docker's clients send: <c>1h30m</c>, <c>1.5s</c>, <c>300ms</c>.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>Writes one: <c>1m30s</c>, <c>2s</c>, <c>1.5s</c>, <c>300ms</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        if (duration < TimeSpan.FromSeconds(1))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.####}ms");
        }

        int hours = (int)duration.TotalHours;
        string text = hours > 0 ? $"{hours}h{duration.Minutes}m" : duration.Minutes > 0 ? $"{duration.Minutes}m" : "";
        double seconds = duration.TotalSeconds - (Math.Floor(duration.TotalMinutes) * 60);
        return string.Create(CultureInfo.InvariantCulture, $"{text}{seconds:0.#######}s");
    }

    /// <summary>Parses one; false if it is none.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        ReadOnlySpan<char> rest = text;
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return false;
            }

            rest = rest[digits..];
            int letters = rest.IndexOfAnyInRange('0', '9');
            letters = letters < 0 ? rest.Length : letters;
            double? seconds = rest[..letters] switch
            {
                "h" => 3600,
                "m" => 60,
                "s" => 1,
                "ms" => 1e-3,
                "us" or "µs" => 1e-6,
                "ns" => 1e-9,
                _ => null,
            };
            if (seconds is null)
            {
                return false;
            }

            duration += TimeSpan.FromSeconds(number * seconds.Value);
            rest = rest[letters..];
        }

        return true;
    }
}
