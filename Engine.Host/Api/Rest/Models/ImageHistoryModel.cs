namespace Engine.Host.Api.Rest.Models;

/// <summary>One entry of <c>GET /images/{name}/history</c>.</summary>
internal sealed record ImageHistoryModel
{
    public required string Comment { get; init; }

    public long Created { get; init; }

    public required string CreatedBy { get; init; }

    public required string Id { get; init; }

    public long Size { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}
