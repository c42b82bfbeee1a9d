using System.Buffers.Text;

namespace Engine.Runtime.Monitor;

/// <summary>Timestamps as Go's RFC3339Nano writes them, which is what readers of Docker's log parse: UTC, nanoseconds without trailing zeros.</summary>
internal static class Rfc3339
{
    /// <summary>Bytes of the longest timestamp.</summary>
    public const int MaxLength = 30;

    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int WholeSecondsLength = 19;

    /// <summary>Writes the time that is <paramref name="nanoseconds"/> after 1970-01-01 UTC.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, long nanoseconds)
    {
        var (seconds, fraction) = Math.DivRem(nanoseconds, NanosecondsPerSecond);
        var time = DateTime.UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond);
        _ = Utf8Formatter.TryFormat(time, destination, out _, new System.Buffers.StandardFormat('O'));
        var length = WholeSecondsLength;
        if (fraction != 0)
        {
            destination[length++] = (byte)'.';
            for (var unit = NanosecondsPerSecond / 10; fraction != 0; unit /= 10)
            {
                (var digit, fraction) = Math.DivRem(fraction, unit);
                destination[length++] = (byte)('0' + digit);
            }
        }

        destination[length++] = (byte)'Z';
        return length;
    }
}
