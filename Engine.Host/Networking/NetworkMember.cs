namespace Engine.Host.Networking;

/// <summary>A running container on a network.</summary>
/// <param name="ContainerId">The container's full id.</param>
/// <param name="Attachment">What it asked for and has; <see cref="NetworkAttachment.Endpoint"/> is not null.</param>
internal sealed record NetworkMember(string ContainerId, NetworkAttachment Attachment);
