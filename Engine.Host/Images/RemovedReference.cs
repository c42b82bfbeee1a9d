namespace Engine.Host.Images;

/// <summary>One thing a removal took away: a reference (Untagged), or an image or layer (Deleted). The other is null.</summary>
/// <param name="Untagged">A reference in familiar form.</param>
/// <param name="Deleted">An image's ID, or the chain ID of a layer.</param>
internal sealed record RemovedReference(string? Untagged, string? Deleted);
