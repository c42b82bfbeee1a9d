namespace Engine.Protocol;

/// <summary>A device of the host in the container.</summary>
public sealed record DeviceSpec
{
    /// <summary>Path on the host.</summary>
    public required string Source { get; init; }

    /// <summary>Path in the container.</summary>
    public required string Target { get; init; }

    /// <summary>What is allowed: some of <c>r</c> (read), <c>w</c> (write), <c>m</c> (mknod).</summary>
    public string Permissions { get; init; } = "rwm";
}
