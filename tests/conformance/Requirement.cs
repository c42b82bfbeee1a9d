using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;

namespace Engine.Conformance.Tests;

/// <summary>What these tests cannot do without.</summary>
internal static class Requirement
{
    /// <summary>Skips, saying why, where containers cannot be made or there is nothing to compare with.</summary>
    public static void SkipWithoutContainers()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        Assert.SkipWhen(RuntimeUnderTest.Engine is null, "engine-runtime is not published (build.sh publish)");
        Assert.SkipWhen(RuntimeUnderTest.Peers.Count == 0, "neither crun nor runc is installed");
        Assert.SkipWhen(BundleDirectory.BusyBox.Length == 0, "busybox is not installed (busybox-static)");
    }
}
