namespace Engine.Conformance.Tests.Comparison;

/// <summary>Where engine-runtime is on purpose unlike crun and unlike runc. An entry that no longer differs fails the test.</summary>
internal static class ExpectedDifferences
{
    public static IReadOnlyList<ExpectedDifference> All { get; } = [];

    /// <summary>The same for the virtual machine.</summary>
    public static IReadOnlyList<ExpectedDifference> OnCgroupV2 { get; } = [];
}
