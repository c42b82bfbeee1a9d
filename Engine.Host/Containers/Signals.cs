using System.Globalization;
using Engine.Host.Errors;

namespace Engine.Host.Containers;

/// <summary>Signals by name or number (signal(7), x86-64 and arm64 numbers).</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    // RTMIN and RTMAX as glibc's programs see them.
    private const int RealTimeFirst = 34;
    private const int RealTimeLast = 64;

    private static readonly Dictionary<string, int> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HUP"] = 1,
        ["INT"] = 2,
        ["QUIT"] = 3,
        ["ILL"] = 4,
        ["TRAP"] = 5,
        ["ABRT"] = 6,
        ["IOT"] = 6,
        ["BUS"] = 7,
        ["FPE"] = 8,
        ["KILL"] = Kill,
        ["USR1"] = 10,
        ["SEGV"] = 11,
        ["USR2"] = 12,
        ["PIPE"] = 13,
        ["ALRM"] = 14,
        ["TERM"] = Terminate,
        ["STKFLT"] = 16,
        ["CHLD"] = 17,
        ["CLD"] = 17,
        ["CONT"] = 18,
        ["STOP"] = 19,
        ["TSTP"] = 20,
        ["TTIN"] = 21,
        ["TTOU"] = 22,
        ["URG"] = 23,
        ["XCPU"] = 24,
        ["XFSZ"] = 25,
        ["VTALRM"] = 26,
        ["PROF"] = 27,
        ["WINCH"] = 28,
        ["IO"] = 29,
        ["POLL"] = 29,
        ["PWR"] = 30,
        ["SYS"] = 31,
        ["RTMIN"] = RealTimeFirst,
        ["RTMAX"] = RealTimeLast,
    };

    /// <summary>The number of <c>SIGTERM</c>, <c>term</c>, <c>15</c> or <c>RTMIN+3</c>.</summary>
    /// <exception cref="InvalidArgumentException">No such signal.</exception>
    public static int Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number is > 0 and <= RealTimeLast
                ? number
                : throw (number == 0
                    ? ContainerErrors.InvalidSignal(text)
                    : new InvalidArgumentException($"the linux daemon does not support signal {text}"));
        }

        string name = text.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        if (Numbers.TryGetValue(name, out number))
        {
            return number;
        }

        return TryRealTime(name, out number) ? number : throw ContainerErrors.InvalidSignal(text);
    }

    private static bool TryRealTime(string name, out int number)
    {
        number = 0;
        bool up = name.StartsWith("RTMIN+", StringComparison.OrdinalIgnoreCase);
        if ((!up && !name.StartsWith("RTMAX-", StringComparison.OrdinalIgnoreCase))
            || !int.TryParse(name.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out int offset))
        {
            return false;
        }

        number = up ? RealTimeFirst + offset : RealTimeLast - offset;
        return number is >= RealTimeFirst and <= RealTimeLast;
    }
}
