namespace Engine.Conformance.Tests.Comparison;

/// <summary>What a comparison of our container with the peers' came to.</summary>
/// <param name="Differences">Readable lines: each section in which we are like none of the peers, and no expected difference says so.</param>
/// <param name="Outdated">Expected differences of this bundle that do not occur any more.</param>
internal sealed record Verdict(IReadOnlyList<string> Differences, IReadOnlyList<ExpectedDifference> Outdated)
{
    public static Verdict Of(string bundle, Observation ours, IReadOnlyDictionary<string, Observation> peers, IEnumerable<ExpectedDifference> expected)
    {
        List<ExpectedDifference> unmet = [.. expected.Where(d => d.Bundle == bundle)];
        ExpectedDifference[] meant = [.. expected.Where(d => d.Bundle is "*" || d.Bundle == bundle)];
        List<string> differences = [];
        foreach (string section in peers.Values.SelectMany(p => p.Sections).Concat(ours.Sections).Distinct())
        {
            if (peers.Values.Any(p => p[section] == ours[section]))
            {
                continue;
            }

            ExpectedDifference? excuse = Array.Find(meant, d => section.StartsWith(d.Section, StringComparison.Ordinal));
            if (excuse is not null)
            {
                unmet.Remove(excuse);
                continue;
            }

            differences.Add($"[{section}] engine: {ours[section]}");
            differences.AddRange(peers.Select(p => $"[{section}] {p.Key}: {p.Value[section]}"));
        }

        return new Verdict(differences, unmet);
    }
}
