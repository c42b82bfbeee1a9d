namespace Engine.Protocol;

/// <summary>A limit of the container's processes, setrlimit(2).</summary>
public sealed record UlimitSpec
{
    /// <summary>Name without RLIMIT_, lower case (<c>nofile</c>).</summary>
    public required string Name { get; init; }

    /// <summary>The limit in force; -1: unlimited.</summary>
    public required long Soft { get; init; }

    /// <summary>The ceiling; -1: unlimited.</summary>
    public required long Hard { get; init; }
}
