namespace Engine.Host.Volumes.Plugins;

/// <summary>What the volume plugin protocol asks with.</summary>
internal sealed record PluginRequest
{
    public string? Name { get; init; }

    public string? ID { get; init; }

    public IReadOnlyDictionary<string, string>? Opts { get; init; }
}
