namespace Engine.Host.Api.Rest.Models;

/// <summary>The product in <c>GET /version</c>.</summary>
internal sealed record VersionPlatformModel
{
    public required string Name { get; init; }
}
