namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>RestartPolicy</c>.</summary>
internal sealed record RestartPolicyModel
{
    public string Name { get; init; } = "";

    public int MaximumRetryCount { get; init; }
}
