namespace Engine.Host.Images;

/// <summary>An image that an archive brought.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="References">The references the archive gave it.</param>
internal sealed record LoadedImage(string Id, IReadOnlyList<ImageReference> References);
