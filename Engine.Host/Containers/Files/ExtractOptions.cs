namespace Engine.Host.Containers.Files;

/// <summary>How an archive is put into a container.</summary>
internal sealed record ExtractOptions
{
    /// <summary>A directory does not give way to a file, nor a file to a directory.</summary>
    public bool KeepKinds { get; init; }

    /// <summary>Everything becomes the container's user's, whoever the archive says.</summary>
    public bool OwnedByUser { get; init; }
}
