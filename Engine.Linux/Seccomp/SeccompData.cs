namespace Engine.Linux.Seccomp;

/// <summary>Offsets in <c>struct seccomp_data</c>, which a filter sees (seccomp(2)); all supported machines are little endian.</summary>
internal static class SeccompData
{
    internal const uint Number = 0;
    internal const uint Architecture = 4;
    private const uint Arguments = 16;

    /// <summary>Of the low half of an argument.</summary>
    internal static uint ArgumentLow(uint index) => Arguments + (8 * index);

    /// <summary>Of the high half of an argument.</summary>
    internal static uint ArgumentHigh(uint index) => ArgumentLow(index) + 4;
}
