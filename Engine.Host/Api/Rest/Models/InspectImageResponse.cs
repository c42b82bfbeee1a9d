using System.Text.Json.Serialization;

namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of <c>GET /images/{name}/json</c>.</summary>
internal sealed record InspectImageResponse
{
    public required string Id { get; init; }

    public required IReadOnlyList<string> RepoTags { get; init; }

    public required IReadOnlyList<string> RepoDigests { get; init; }

    public string Parent { get; init; } = "";

    public string Comment { get; init; } = "";

    public required string Created { get; init; }

    public string DockerVersion { get; init; } = "";

    public string Author { get; init; } = "";

    public required ImageConfigModel Config { get; init; }

    public required string Architecture { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Variant { get; init; }

    public required string Os { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OsVersion { get; init; }

    public long Size { get; init; }

    public required GraphDriverModel GraphDriver { get; init; }

    public required RootFsModel RootFS { get; init; }

    public required ImageMetadataModel Metadata { get; init; }
}
