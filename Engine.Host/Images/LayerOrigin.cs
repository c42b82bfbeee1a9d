namespace Engine.Host.Images;

/// <summary>A repository that images come from.</summary>
/// <param name="Registry">The registry, <c>docker.io</c> or <c>host[:port]</c>.</param>
/// <param name="Repository">The repository within it.</param>
internal sealed record LayerOrigin(string Registry, string Repository);
