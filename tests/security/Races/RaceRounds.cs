using System.Globalization;

namespace Engine.Security.Tests.Races;

/// <summary>How often a racing attack is tried.</summary>
internal static class RaceRounds
{
    /// <summary><c>ENGINE_RACE_ROUNDS</c> changes it: fewer while something else is worked on, more for whoever changes the mounts.</summary>
    private const int Default = 1000;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ENGINE_RACE_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) ? rounds : Default;
}
