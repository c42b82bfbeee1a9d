namespace Engine.Protocol;

/// <summary>A port of the container that can be reached on the host.</summary>
public sealed record PortMapping
{
    /// <summary>Port in the container.</summary>
    public required int ContainerPort { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
    public string Protocol { get; init; } = "tcp";

    /// <summary>Address of the host, or null for every address.</summary>
    public string? HostAddress { get; init; }

    /// <summary>Port of the host; 0: the engine picks one.</summary>
    public int HostPort { get; init; }
}
