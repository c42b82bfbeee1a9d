namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of <c>POST /networks/prune</c>.</summary>
internal sealed record PruneNetworksResponse
{
    /// <summary>Null when none was removed, as Go writes an empty slice that was never made.</summary>
    public IReadOnlyList<string>? NetworksDeleted { get; init; }
}
