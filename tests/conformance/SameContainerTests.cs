using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;

namespace Engine.Conformance.Tests;

/// <summary>
/// The same bundle gives the same container under engine-runtime as under crun and runc. Where those two agree, we agree with them; where
/// they differ from each other the specification leaves room, and we are like one of them. Anything else is in <see cref="ExpectedDifferences"/>.
/// </summary>
public sealed class SameContainerTests
{
    public static TheoryData<string> BundleNames => [.. BundleCatalog.All.Select(b => b.Name)];

    [Theory]
    [MemberData(nameof(BundleNames))]
    public async Task Container_is_the_same_as_under_the_peers(string name)
    {
        Requirement.SkipWithoutContainers();
        Bundle bundle = BundleCatalog.All.Single(b => b.Name == name);
        CancellationToken cancel = TestContext.Current.CancellationToken;

        Observation ours = await BundleRun.ObserveAsync(bundle, RuntimeUnderTest.Engine!, cancel);
        Dictionary<string, Observation> peers = [];
        foreach (RuntimeUnderTest peer in RuntimeUnderTest.Peers)
        {
            peers.Add(peer.Name, await BundleRun.ObserveAsync(bundle, peer, cancel));
        }

        Verdict verdict = Verdict.Of(name, ours, peers, ExpectedDifferences.All);
        Assert.True(verdict.Differences.Count == 0, string.Join('\n', verdict.Differences));
        Assert.Empty(verdict.Outdated);
    }
}
