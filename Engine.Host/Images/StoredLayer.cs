using Engine.Host.Images.Documents;

namespace Engine.Host.Images;

/// <summary>A layer as it can be passed on.</summary>
/// <param name="DiffId">Digest of the uncompressed archive.</param>
/// <param name="Blob">The blob that the store has, or null: the archive is made again from the tree.</param>
internal sealed record StoredLayer(string DiffId, Descriptor? Blob);
