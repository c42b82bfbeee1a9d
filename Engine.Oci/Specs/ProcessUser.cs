namespace Engine.Oci.Specs;

/// <summary>Who a process runs as (config.md#posix-platform-user).</summary>
public sealed record ProcessUser
{
    /// <summary>User id inside the container.</summary>
    public uint Uid { get; init; }

    /// <summary>Group id inside the container.</summary>
    public uint Gid { get; init; }

    /// <summary>File mode creation mask; null leaves 0022.</summary>
    public uint? Umask { get; init; }

    /// <summary>Supplementary group ids.</summary>
    public IReadOnlyList<uint>? AdditionalGids { get; init; }

    /// <summary>Not used on Linux.</summary>
    public string? Username { get; init; }
}
