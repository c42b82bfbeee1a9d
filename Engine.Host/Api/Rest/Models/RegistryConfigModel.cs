namespace Engine.Host.Api.Rest.Models;

/// <summary>How registries are reached.</summary>
internal sealed record RegistryConfigModel
{
    public required IReadOnlyDictionary<string, EmptyObject> IndexConfigs { get; init; }

    public required IReadOnlyList<string> InsecureRegistryCIDRs { get; init; }

    public IReadOnlyList<string>? Mirrors { get; init; }
}
