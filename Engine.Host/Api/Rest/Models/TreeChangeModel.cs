namespace Engine.Host.Api.Rest.Models;

/// <summary>Docker's <c>FilesystemChange</c>.</summary>
internal sealed record TreeChangeModel
{
    public required string Path { get; init; }

    public int Kind { get; init; }
}
