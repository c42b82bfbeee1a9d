namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>LogConfig</c>.</summary>
internal sealed record LogConfigModel
{
    public string Type { get; init; } = "";

    public IReadOnlyDictionary<string, string>? Config { get; init; }
}
