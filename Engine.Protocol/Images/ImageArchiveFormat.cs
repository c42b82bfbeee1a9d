namespace Engine.Protocol;

/// <summary>What an archive holds.</summary>
public enum ImageArchiveFormat
{
    /// <summary>Images in Docker's or OCI's layout, told apart by what is in the archive.</summary>
    Images = 0,

    /// <summary>A root filesystem that becomes the only layer of a new image.</summary>
    RootFileSystem = 1,
}
