namespace Engine.Host.Containers.Specification;

/// <summary>When a rule of a seccomp profile holds, or does not.</summary>
internal sealed record SeccompCondition
{
    /// <summary>Capabilities of the container.</summary>
    public IReadOnlyList<string>? Caps { get; init; }

    /// <summary>Architectures in Go's words.</summary>
    public IReadOnlyList<string>? Arches { get; init; }

    /// <summary>The oldest kernel, <c>4.8</c>.</summary>
    public string? MinKernel { get; init; }
}
