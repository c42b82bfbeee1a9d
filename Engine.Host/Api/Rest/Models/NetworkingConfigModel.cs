namespace Engine.Host.Api.Rest.Models;

/// <summary>The networks a container is created with, by name.</summary>
internal sealed record NetworkingConfigModel
{
    public IReadOnlyDictionary<string, EndpointModel?>? EndpointsConfig { get; init; }
}
