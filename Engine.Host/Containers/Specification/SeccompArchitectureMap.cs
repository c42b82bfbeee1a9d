namespace Engine.Host.Containers.Specification;

/// <summary>An architecture of a seccomp profile with those whose programs it runs too.</summary>
internal sealed record SeccompArchitectureMap
{
    public string? Architecture { get; init; }

    public IReadOnlyList<string>? SubArchitectures { get; init; }
}
