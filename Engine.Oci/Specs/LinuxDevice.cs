namespace Engine.Oci.Specs;

/// <summary>A device node (config-linux.md#devices).</summary>
public sealed record LinuxDevice
{
    /// <summary>Absolute path inside the container.</summary>
    public string? Path { get; init; }

    /// <summary><c>c</c>, <c>b</c>, <c>u</c> or <c>p</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Major number.</summary>
    public long Major { get; init; }

    /// <summary>Minor number.</summary>
    public long Minor { get; init; }

    /// <summary>Permission bits.</summary>
    public uint? FileMode { get; init; }

    /// <summary>Owner inside.</summary>
    public uint? Uid { get; init; }

    /// <summary>Group inside.</summary>
    public uint? Gid { get; init; }
}
