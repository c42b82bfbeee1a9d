namespace Engine.Host.Archives;

/// <summary>A stretch of a sparse file that is in the archive; what lies between the stretches reads as zeroes.</summary>
/// <param name="Offset">Where the stretch starts in the file, in bytes.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct SparseSegment(long Offset, long Length)
{
    public long End => Offset + Length;
}
