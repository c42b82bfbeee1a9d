namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of a creation.</summary>
internal sealed record CreateContainerResponse
{
    public required string Id { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}
