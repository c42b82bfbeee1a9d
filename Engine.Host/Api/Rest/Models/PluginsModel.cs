namespace Engine.Host.Api.Rest.Models;

/// <summary>The drivers of the engine by what they drive.</summary>
internal sealed record PluginsModel
{
    public required IReadOnlyList<string> Volume { get; init; }

    public required IReadOnlyList<string> Network { get; init; }

    public IReadOnlyList<string>? Authorization { get; init; }

    public required IReadOnlyList<string> Log { get; init; }
}
