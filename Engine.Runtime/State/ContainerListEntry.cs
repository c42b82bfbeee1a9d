namespace Engine.Runtime.State;

/// <summary>A container in the answer of <c>list --format json</c>, with runc's names.</summary>
internal sealed record ContainerListEntry
{
    public required string OciVersion { get; init; }

    public required string Id { get; init; }

    public required int Pid { get; init; }

    public required string Status { get; init; }

    public required string Bundle { get; init; }

    public required string Rootfs { get; init; }

    public required DateTimeOffset Created { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public required string Owner { get; init; }
}
