namespace Engine.Host.Api.Rest.Models;

/// <summary>The body of an update: limits and a restart policy.</summary>
internal sealed record UpdateContainerRequest : ResourcesModel
{
    public RestartPolicyModel? RestartPolicy { get; init; }
}
