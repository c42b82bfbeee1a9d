namespace Engine.Conformance.Tests.Bundles;

/// <summary>Every bundle of the comparison.</summary>
public static partial class BundleCatalog
{
    /// <summary>All, by concern.</summary>
    public static IReadOnlyList<Bundle> All { get; } = [.. Mounts, .. Identity, .. Isolation, .. Resources, .. Processes, .. Lifecycle, .. Refusals];
}
