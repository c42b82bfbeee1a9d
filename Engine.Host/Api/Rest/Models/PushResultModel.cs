namespace Engine.Host.Api.Rest.Models;

/// <summary>What a push has made at the registry.</summary>
internal sealed record PushResultModel
{
    public required string Tag { get; init; }

    public required string Digest { get; init; }

    /// <summary>Bytes of the manifest.</summary>
    public required long Size { get; init; }
}
