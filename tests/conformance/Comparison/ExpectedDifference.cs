namespace Engine.Conformance.Tests.Comparison;

/// <summary>A difference from the peers that was judged and is meant.</summary>
/// <param name="Bundle">The bundle's name.</param>
/// <param name="Section">The section that differs; a prefix, so that «exit» covers every exit status of the bundle.</param>
/// <param name="Reason">Why ours is right; the specification comes first.</param>
internal sealed record ExpectedDifference(string Bundle, string Section, string Reason);
