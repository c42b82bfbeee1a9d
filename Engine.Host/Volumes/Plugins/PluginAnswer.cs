namespace Engine.Host.Volumes.Plugins;

/// <summary>What the volume plugin protocol answers; only some is there in each answer.</summary>
internal sealed record PluginAnswer
{
    public string? Err { get; init; }

    public string? Mountpoint { get; init; }

    public IReadOnlyList<string>? Implements { get; init; }
}
