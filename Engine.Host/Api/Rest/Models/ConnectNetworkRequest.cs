namespace Engine.Host.Api.Rest.Models;

/// <summary>The body of <c>POST /networks/{id}/connect</c>.</summary>
internal sealed record ConnectNetworkRequest
{
    public string? Container { get; init; }

    public EndpointModel? EndpointConfig { get; init; }
}
