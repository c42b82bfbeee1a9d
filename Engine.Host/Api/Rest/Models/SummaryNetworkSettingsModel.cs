namespace Engine.Host.Api.Rest.Models;

/// <summary>The networks of a list entry.</summary>
internal sealed record SummaryNetworkSettingsModel
{
    public required IReadOnlyDictionary<string, EndpointModel> Networks { get; init; }
}
