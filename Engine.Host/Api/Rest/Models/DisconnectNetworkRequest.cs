namespace Engine.Host.Api.Rest.Models;

/// <summary>The body of <c>POST /networks/{id}/disconnect</c>.</summary>
internal sealed record DisconnectNetworkRequest
{
    public string? Container { get; init; }

    public bool Force { get; init; }
}
