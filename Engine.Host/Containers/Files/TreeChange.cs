namespace Engine.Host.Containers.Files;

/// <summary>A file that a container made, changed or removed.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Kind">What was done.</param>
internal sealed record TreeChange(string Path, TreeChangeKind Kind);
