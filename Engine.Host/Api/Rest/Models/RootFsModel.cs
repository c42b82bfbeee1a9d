namespace Engine.Host.Api.Rest.Models;

/// <summary>The layers of an image.</summary>
internal sealed record RootFsModel
{
    public string Type { get; init; } = "layers";

    public required IReadOnlyList<string> Layers { get; init; }
}
