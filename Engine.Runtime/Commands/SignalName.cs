using System.Globalization;
using Engine.Runtime.Launch;

namespace Engine.Runtime.Commands;

/// <summary>Signals by name or number (signal(7)).</summary>
internal static class SignalName
{
    public const int SIGKILL = 9;
    public const int SIGTERM = 15;

    private static readonly string[] Names =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
        "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    public static int Parse(string text)
    {
        const int last = 64;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number is >= 0 and <= last ? number : throw LaunchException.Invalid($"unknown signal \"{text}\"");
        }

        var name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        if (Real(name) is { } real)
        {
            return real;
        }

        var index = name.Length == 0 ? -1 : Array.IndexOf(Names, name);
        return index > 0 ? index : throw LaunchException.Invalid($"unknown signal \"{text}\"");
    }

    /// <summary>RTMIN, RTMIN+n, RTMAX, RTMAX-n; the C library keeps the first two of the kernel's.</summary>
    private static int? Real(string name)
    {
        const int first = 34;
        const int last = 64;
        var (start, offset) = name switch
        {
            ['R', 'T', 'M', 'I', 'N', .. var rest] => (first, rest),
            ['R', 'T', 'M', 'A', 'X', .. var rest] => (last, rest),
            _ => (0, ""),
        };
        if (start == 0)
        {
            return null;
        }

        var add = offset.Length == 0 ? 0 : int.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : last;
        return start + add is >= first and <= last and var signal ? signal : null;
    }
}
