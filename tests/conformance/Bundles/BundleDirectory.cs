namespace Engine.Conformance.Tests.Bundles;

/// <summary>A bundle on disk: config.json, the probe that runs inside, and the scenario that runs outside and makes the root file system.</summary>
internal static class BundleDirectory
{
    /// <summary>The static BusyBox that becomes the container's only program.</summary>
    public static string BusyBox { get; } = new[] { "/bin/busybox", "/usr/bin/busybox" }.FirstOrDefault(File.Exists) ?? "";

    public static void Write(string directory, Bundle bundle)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "config.json"), bundle.Configuration());
        File.WriteAllText(Path.Combine(directory, "probe"), bundle.ProbeScript());
        File.WriteAllText(Path.Combine(directory, "scenario"), bundle.ScenarioScript());
    }
}
