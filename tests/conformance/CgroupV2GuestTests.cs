using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;
using Engine.Conformance.Tests.Guest;

namespace Engine.Conformance.Tests;

/// <summary>The comparison of <see cref="SameContainerTests"/> on another kernel: Debian's 6.1 with cgroup v2, in a virtual machine.</summary>
public sealed class CgroupV2GuestTests(GuestMachine machine) : IClassFixture<GuestMachine>
{
    public static TheoryData<string> BundleNames => [.. BundleCatalog.ForGuest.Select(b => b.Name)];

    public static TheoryData<string> SuiteNames => [.. GuestSuite.All.Select(s => s.Name)];

    [Fact]
    public void Guest_has_cgroup_v2_with_every_controller_the_bundles_use()
    {
        Assert.SkipWhen(machine.Impediment is not null, machine.Impediment ?? "");
        TestContext.Current.TestOutputHelper?.WriteLine(machine.Description);
        Assert.All(new[] { "cpuset", "cpu", "io", "memory", "pids" }, c => Assert.Contains(c, machine.Description));
    }

    [Theory]
    [MemberData(nameof(BundleNames))]
    public void Container_is_the_same_as_under_the_peers_on_cgroup_v2(string name)
    {
        Assert.SkipWhen(machine.Impediment is not null, machine.Impediment ?? "");
        Assert.SkipWhen(RuntimeUnderTest.Peers.Count == 0, "neither crun nor runc is installed");
        Observation? ours = machine.Seen(name, "engine");
        Assert.True(ours is not null, $"the machine never ran this bundle; its console ended with:\n{machine.ConsoleTail}");
        Dictionary<string, Observation> peers = RuntimeUnderTest.Peers.ToDictionary(p => p.Name, p => machine.Seen(name, p.Name)!);

        Verdict verdict = Verdict.Of(name, ours, peers, ExpectedDifferences.OnCgroupV2);
        Assert.True(verdict.Differences.Count == 0, string.Join('\n', verdict.Differences));
        Assert.Empty(verdict.Outdated);
    }

    [Theory]
    [MemberData(nameof(SuiteNames))]
    public void The_runtimes_own_tests_pass_on_cgroup_v2(string name)
    {
        Assert.SkipWhen(machine.Impediment is not null, machine.Impediment ?? "");
        GuestSuite suite = GuestSuite.All.Single(s => s.Name == name);
        Assert.True(Directory.Exists(suite.Directory), $"{suite.Directory} is not built");
        SuiteReport? report = machine.Report(name);
        Assert.True(report is not null, $"the machine never ran this suite; its console ended with:\n{machine.ConsoleTail}");
        TestContext.Current.TestOutputHelper?.WriteLine(report.Text);
        Assert.True(report is { ExitStatus: 0, Failed: 0 } && report.Total > report.Skipped, report.Text);
    }
}
