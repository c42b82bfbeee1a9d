namespace Engine.Host.Api.Rest.Models;

/// <summary>The network that another takes its configuration from.</summary>
internal sealed record ConfigFromModel
{
    public string Network { get; init; } = "";
}
