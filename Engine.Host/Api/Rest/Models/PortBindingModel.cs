namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>PortBinding</c>.</summary>
internal sealed record PortBindingModel
{
    public string HostIp { get; init; } = "";

    public string HostPort { get; init; } = "";
}
