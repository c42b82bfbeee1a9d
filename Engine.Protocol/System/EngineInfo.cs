namespace Engine.Protocol;

/// <summary>What the engine has and how its machine is.</summary>
public sealed record EngineInfo
{
    /// <summary>A lasting id of this engine's data root.</summary>
    public required string Id { get; init; }

    /// <summary>The machine's host name.</summary>
    public required string Name { get; init; }

    /// <summary>Containers in any state.</summary>
    public int Containers { get; init; }

    /// <summary>Containers that run.</summary>
    public int Running { get; init; }

    /// <summary>Containers that are frozen.</summary>
    public int Paused { get; init; }

    /// <summary>Containers that do not run.</summary>
    public int Stopped { get; init; }

    /// <summary>Images.</summary>
    public int Images { get; init; }

    /// <summary>Directory of everything the engine keeps.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Storage driver.</summary>
    public required string StorageDriver { get; init; }

    /// <summary>cgroup version in use: 1 or 2.</summary>
    public int CgroupVersion { get; init; }

    /// <summary>Name of the machine's distribution.</summary>
    public string Distribution { get; init; } = "";

    /// <summary>The kernel's release.</summary>
    public required string KernelVersion { get; init; }

    /// <summary>Processors.</summary>
    public int Processors { get; init; }

    /// <summary>Memory of the machine, in bytes.</summary>
    public long Memory { get; init; }

    /// <summary>What limits the machine or its configuration, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
