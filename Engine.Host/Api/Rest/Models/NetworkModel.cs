namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>Network</c>.</summary>
internal sealed record NetworkModel
{
    public required string Name { get; init; }

    public required string Id { get; init; }

    public required string Created { get; init; }

    public string Scope { get; init; } = "local";

    public required string Driver { get; init; }

    public bool EnableIPv4 { get; init; } = true;

    public bool EnableIPv6 { get; init; }

    public required NetworkIpamModel IPAM { get; init; }

    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public bool Ingress { get; init; }

    public required ConfigFromModel ConfigFrom { get; init; }

    public bool ConfigOnly { get; init; }

    public required IReadOnlyDictionary<string, NetworkContainerModel> Containers { get; init; }

    public required IReadOnlyDictionary<string, string> Options { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
