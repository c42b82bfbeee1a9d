namespace Engine.Linux.Capabilities;

/// <summary>The five capability sets of a thread (capabilities(7), «Thread capability sets»).</summary>
public sealed record ProcessCapabilities
{
    /// <summary>What execve(2) may ever grant.</summary>
    public CapabilitySet Bounding { get; init; }

    /// <summary>What the kernel checks.</summary>
    public CapabilitySet Effective { get; init; }

    /// <summary>What a program with file-inheritable capabilities gets on execve(2).</summary>
    public CapabilitySet Inheritable { get; init; }

    /// <summary>What may be made effective.</summary>
    public CapabilitySet Permitted { get; init; }

    /// <summary>What an unprivileged program keeps on execve(2); a member must be permitted and inheritable.</summary>
    public CapabilitySet Ambient { get; init; }
}
