namespace Engine.Oci.Specs;

/// <summary>A resource limit (config.md#posix-process, setrlimit(2)).</summary>
public sealed record PosixRlimit
{
    /// <summary>For example <c>RLIMIT_NOFILE</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Ceiling.</summary>
    public ulong Hard { get; init; }

    /// <summary>Value in force.</summary>
    public ulong Soft { get; init; }
}
