namespace Engine.Host.Images;

/// <summary>Something changed in the store.</summary>
/// <param name="Action">docker's word for it: load, import, tag, untag, delete.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Name">The reference or the ID that it was about.</param>
internal sealed record ImageEvent(string Action, string ImageId, string Name);
