namespace Engine.Protocol;

/// <summary>How to take an archive in.</summary>
public sealed record ImageImportRequest
{
    /// <summary>What the archive holds.</summary>
    public ImageArchiveFormat Format { get; init; }

    /// <summary>The new image's reference; for <see cref="ImageArchiveFormat.RootFileSystem"/> only.</summary>
    public string? Reference { get; init; }

    /// <summary>A note in the image's history; for <see cref="ImageArchiveFormat.RootFileSystem"/> only.</summary>
    public string? Message { get; init; }

    /// <summary>Dockerfile instructions that set the new image's configuration (<c>CMD ["sh"]</c>, <c>ENV A=b</c>); for
    /// <see cref="ImageArchiveFormat.RootFileSystem"/> only.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}
