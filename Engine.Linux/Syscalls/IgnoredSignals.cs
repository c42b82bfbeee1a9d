using System.Globalization;
using System.Runtime.InteropServices;

namespace Engine.Linux;

/// <summary>Makes this process deaf to signals (signal(2), SIG_IGN). Children inherit it until they reset it.</summary>
public static partial class IgnoredSignals
{
    private const nint SIG_IGN = 1;

    /// <summary>Ignores <paramref name="signals"/> from now on, in every thread.</summary>
    /// <exception cref="LinuxException">EINVAL: no such signal, or one that cannot be ignored.</exception>
    public static void Add(params ReadOnlySpan<int> signals)
    {
        foreach (var number in signals)
        {
            if (signal(number, SIG_IGN) == -1)
            {
                throw LinuxException.FromLastError("signal", number.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint signal(int number, nint handler);
}
