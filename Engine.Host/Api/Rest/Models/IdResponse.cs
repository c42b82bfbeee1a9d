namespace Engine.Host.Api.Rest.Models;

/// <summary>The id of something new.</summary>
internal sealed record IdResponse
{
    public required string Id { get; init; }
}
