using System.Globalization;

namespace Engine.Security.Tests.Races;

/// <summary>How often a racing attack is tried.</summary>
internal static class RaceRounds
{
    /// <summary>What the whole suite can afford on two processors; <c>ENGINE_RACE_ROUNDS=1000</c> is for whoever changes the mounts.</summary>
    private const int Default = 100;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ENGINE_RACE_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) ? rounds : Default;
}
