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
        List<(string Name, Observation Seen)> peers = [];
        foreach (RuntimeUnderTest peer in RuntimeUnderTest.Peers)
        {
            peers.Add((peer.Name, await BundleRun.ObserveAsync(bundle, peer, cancel)));
        }

        List<string> differences = [];
        HashSet<ExpectedDifference> met = [];
        foreach (string section in peers.SelectMany(p => p.Seen.Sections).Concat(ours.Sections).Distinct())
        {
            if (peers.Exists(p => p.Seen[section] == ours[section]))
            {
                continue;
            }

            ExpectedDifference? expected = ExpectedDifferences.All.FirstOrDefault(d => d.Bundle == name && section.StartsWith(d.Section, StringComparison.Ordinal));
            if (expected is not null)
            {
                met.Add(expected);
                continue;
            }

            differences.AddRange([$"[{section}] engine:", ours[section], .. peers.SelectMany(p => new[] { $"[{section}] {p.Name}:", p.Seen[section] })]);
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.All(ExpectedDifferences.All.Where(d => d.Bundle == name), d => Assert.True(met.Contains(d), $"no longer differs: {d}"));
    }
}
