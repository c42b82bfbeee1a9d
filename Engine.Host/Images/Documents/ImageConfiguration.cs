using System.Text.Json.Serialization;

namespace Engine.Host.Images.Documents;

/// <summary>An image's configuration (OCI image-spec, config.md, and docker's additions to it).</summary>
internal sealed record ImageConfiguration
{
    /// <summary>RFC 3339, as the builder wrote it.</summary>
    [JsonPropertyName("created")]
    public string? Created { get; init; }

    [JsonPropertyName("author")]
    public string? Author { get; init; }

    [JsonPropertyName("comment")]
    public string? Comment { get; init; }

    [JsonPropertyName("architecture")]
    public string Architecture { get; init; } = "";

    [JsonPropertyName("variant")]
    public string? Variant { get; init; }

    [JsonPropertyName("os")]
    public string OperatingSystem { get; init; } = "";

    [JsonPropertyName("os.version")]
    public string? OperatingSystemVersion { get; init; }

    [JsonPropertyName("config")]
    public ImageDefaults? Config { get; init; }

    [JsonPropertyName("rootfs")]
    public ImageRootFileSystem? RootFileSystem { get; init; }

    [JsonPropertyName("history")]
    public IReadOnlyList<ImageHistoryEntry>? History { get; init; }
}
