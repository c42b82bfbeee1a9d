namespace Engine.Host.Volumes.Plugins;

/// <summary>A plugin's <c>.json</c> file.</summary>
internal sealed record PluginSpecification
{
    public string? Name { get; init; }

    public string? Addr { get; init; }
}
