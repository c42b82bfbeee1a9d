namespace Engine.Protocol;

/// <summary>What the engine is.</summary>
public sealed record EngineVersion
{
    /// <summary>The engine's version.</summary>
    public required string Version { get; init; }

    /// <summary>The newest Docker Engine API version its REST face speaks.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The oldest Docker Engine API version its REST face speaks.</summary>
    public required string MinimumApiVersion { get; init; }

    /// <summary>The source revision it was built from, or empty.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Operating system in Go's words (<c>linux</c>).</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Processor architecture in Go's words (<c>amd64</c>).</summary>
    public required string Architecture { get; init; }

    /// <summary>The kernel's release.</summary>
    public required string KernelVersion { get; init; }
}
