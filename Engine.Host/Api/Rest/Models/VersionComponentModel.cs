namespace Engine.Host.Api.Rest.Models;

/// <summary>A part of the engine in <c>GET /version</c>.</summary>
internal sealed record VersionComponentModel
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required IReadOnlyDictionary<string, string> Details { get; init; }
}
