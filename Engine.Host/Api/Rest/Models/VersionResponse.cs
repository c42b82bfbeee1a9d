namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer of <c>GET /version</c>.</summary>
internal sealed record VersionResponse
{
    public required VersionPlatformModel Platform { get; init; }

    public required IReadOnlyList<VersionComponentModel> Components { get; init; }

    public required string Version { get; init; }

    public required string ApiVersion { get; init; }

    public required string MinAPIVersion { get; init; }

    public required string GitCommit { get; init; }

    public required string GoVersion { get; init; }

    public required string Os { get; init; }

    public required string Arch { get; init; }

    public required string KernelVersion { get; init; }

    public required string BuildTime { get; init; }
}
