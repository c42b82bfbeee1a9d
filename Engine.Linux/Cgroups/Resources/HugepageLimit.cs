namespace Engine.Linux.Cgroups;

/// <summary>Limit of huge pages of one size.</summary>
/// <param name="PageSize">The size as control files spell it: <c>2MB</c>, <c>1GB</c>.</param>
/// <param name="Limit">Most bytes.</param>
public sealed record HugepageLimit(string PageSize, ulong Limit);
