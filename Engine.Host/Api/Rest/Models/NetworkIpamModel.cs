namespace Engine.Host.Api.Rest.Models;

/// <summary>The address management of a network.</summary>
internal sealed record NetworkIpamModel
{
    public string? Driver { get; init; } = "default";

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyList<IpamPoolModel>? Config { get; init; }
}
