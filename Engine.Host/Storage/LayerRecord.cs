namespace Engine.Host.Storage;

/// <summary>A layer the store has, unpacked and with the blob it came in.</summary>
/// <param name="DiffId">Digest of the uncompressed archive.</param>
/// <param name="BlobDigest">Digest of the blob as it came.</param>
/// <param name="BlobSize">Its length in bytes.</param>
/// <param name="ContentSize">Bytes of file content.</param>
/// <param name="RootIsOpaque">The layer hides all that lies below it.</param>
internal sealed record LayerRecord(string DiffId, string BlobDigest, long BlobSize, long ContentSize, bool RootIsOpaque);
