namespace Engine.Oci.Monitor;

/// <summary>The host compressed a rotated log. The monitor, which alone renames logs, puts the copy in the original's place.</summary>
public sealed record LogCompressedRequest
{
    /// <summary>Inode of the rotated file that was compressed; it may have been renamed by a rotation meanwhile.</summary>
    public required ulong Inode { get; init; }

    /// <summary>Absolute path of the finished compressed copy, in the same directory.</summary>
    public required string CompressedPath { get; init; }
}
