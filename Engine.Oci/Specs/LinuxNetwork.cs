namespace Engine.Oci.Specs;

/// <summary>Traffic class and priorities, cgroup v1 (config-linux.md#network).</summary>
public sealed record LinuxNetwork
{
    /// <summary>Class of the packets.</summary>
    public uint? ClassID { get; init; }

    /// <summary>Priorities by interface.</summary>
    public IReadOnlyList<LinuxInterfacePriority>? Priorities { get; init; }
}
