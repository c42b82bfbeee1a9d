namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>GraphDriverData</c>.</summary>
internal sealed record GraphDriverModel
{
    public IReadOnlyDictionary<string, string>? Data { get; init; }

    public required string Name { get; init; }
}
