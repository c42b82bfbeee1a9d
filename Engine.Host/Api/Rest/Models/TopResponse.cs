namespace Engine.Host.Api.Rest.Models;

/// <summary>The processes of a container.</summary>
internal sealed record TopResponse
{
    public required IReadOnlyList<IReadOnlyList<string>> Processes { get; init; }

    public required IReadOnlyList<string> Titles { get; init; }
}
