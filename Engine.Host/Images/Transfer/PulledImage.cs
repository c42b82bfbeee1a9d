namespace Engine.Host.Images.Transfer;

/// <summary>What a pull has brought.</summary>
/// <param name="Id">The image.</param>
/// <param name="Reference">As it was asked for.</param>
/// <param name="Digest">The digest that the reference stood for at the registry.</param>
/// <param name="IsNew">The reference did not name this image before.</param>
internal sealed record PulledImage(string Id, ImageReference Reference, string Digest, bool IsNew);
