namespace Engine.Host.Images;

/// <summary>What the database knows of an image.</summary>
internal sealed record ImageRow(string Id, long Size, long? Tagged, IReadOnlyList<ImageReference> References, IReadOnlyList<string> Holders);
