namespace Engine.Host.Api.Rest.Models;

/// <summary>The body of a creation: Docker's <c>ContainerConfig</c> with the host's part and the networks beside it.</summary>
internal sealed record CreateContainerRequest : ConfigModel
{
    public HostConfigModel? HostConfig { get; init; }

    /// <summary>Of clients before API 1.44; later ones say it of a network.</summary>
    public string? MacAddress { get; init; }

    public NetworkingConfigModel? NetworkingConfig { get; init; }
}
