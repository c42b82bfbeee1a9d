namespace Engine.Oci.Specs;

/// <summary>A namespace (config-linux.md#namespaces).</summary>
public sealed record LinuxNamespace
{
    /// <summary><c>pid</c>, <c>network</c>, <c>mount</c>, <c>ipc</c>, <c>uts</c>, <c>user</c>, <c>cgroup</c> or <c>time</c>.</summary>
    public string? Type { get; init; }

    /// <summary>A namespace file to join; null makes a new one.</summary>
    public string? Path { get; init; }
}
