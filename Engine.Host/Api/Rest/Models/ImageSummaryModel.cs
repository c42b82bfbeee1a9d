namespace Engine.Host.Api.Rest.Models;

/// <summary>One entry of <c>GET /images/json</c>.</summary>
internal sealed record ImageSummaryModel
{
    public long Containers { get; init; }

    public long Created { get; init; }

    public required string Id { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string ParentId { get; init; } = "";

    public required IReadOnlyList<string> RepoDigests { get; init; }

    public required IReadOnlyList<string> RepoTags { get; init; }

    public long SharedSize { get; init; } = -1;

    public long Size { get; init; }
}
