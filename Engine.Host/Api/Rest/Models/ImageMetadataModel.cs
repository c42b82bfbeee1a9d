namespace Engine.Host.Api.Rest.Models;

/// <summary>What the engine itself knows of an image.</summary>
internal sealed record ImageMetadataModel
{
    public required string LastTagTime { get; init; }
}
