namespace Engine.Host.Storage;

/// <summary>A layer the store has unpacked.</summary>
/// <param name="DiffId">Digest of the uncompressed archive.</param>
/// <param name="ContentSize">Bytes of file content.</param>
/// <param name="RootIsOpaque">The layer hides all that lies below it.</param>
internal sealed record LayerRecord(string DiffId, long ContentSize, bool RootIsOpaque);
