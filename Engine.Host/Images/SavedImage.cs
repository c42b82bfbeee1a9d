namespace Engine.Host.Images;

/// <summary>An image that goes into an archive.</summary>
/// <param name="Image">The image as the store has it.</param>
/// <param name="Created">When it was built: the time of its parts in the archive.</param>
/// <param name="Tags">The references that it has there.</param>
internal sealed record SavedImage(StoredImage Image, DateTimeOffset? Created, List<ImageReference> Tags);
