namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of an update.</summary>
internal sealed record WarningsResponse
{
    public IReadOnlyList<string>? Warnings { get; init; }
}
