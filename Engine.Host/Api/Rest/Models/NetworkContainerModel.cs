namespace Engine.Host.Api.Rest.Models;

/// <summary>A container as the inspection of a network shows it.</summary>
internal sealed record NetworkContainerModel
{
    public required string Name { get; init; }

    public required string EndpointID { get; init; }

    public required string MacAddress { get; init; }

    public required string IPv4Address { get; init; }

    public required string IPv6Address { get; init; }
}
