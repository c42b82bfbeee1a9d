namespace Engine.Linux.Cgroups;

/// <summary>How packets of the group are marked, version 1 only.</summary>
public sealed record NetworkResources
{
    /// <summary>Class for tc(8) and iptables; null or 0 is unset.</summary>
    public uint? ClassId { get; init; }

    /// <summary>Priority per network interface.</summary>
    public IReadOnlyList<KeyValuePair<string, uint>> Priorities { get; init; } = [];
}
