namespace Engine.Host.Images.Transfer;

/// <summary>A tag that a push has set at the registry.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Digest">The manifest that it names now.</param>
/// <param name="Size">Bytes of the manifest.</param>
internal sealed record PushedTag(string Tag, string Digest, long Size);
