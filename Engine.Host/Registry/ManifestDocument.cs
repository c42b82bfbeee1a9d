namespace Engine.Host.Registry;

/// <summary>A manifest or index as a registry sent it.</summary>
/// <param name="Content">The bytes, which have the digest.</param>
/// <param name="MediaType">What the registry calls it.</param>
/// <param name="Digest">Of the bytes.</param>
internal sealed record ManifestDocument(byte[] Content, string MediaType, string Digest);
