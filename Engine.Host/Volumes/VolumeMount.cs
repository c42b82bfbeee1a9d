namespace Engine.Host.Volumes;

/// <summary>What a container mounts for a volume.</summary>
/// <param name="Path">A directory of the host, or null.</param>
/// <param name="FileSystem">A file system in its stead, or null.</param>
/// <param name="Options">Further options of a directory's mount.</param>
internal sealed record VolumeMount(string? Path, VolumeFileSystem? FileSystem = null, IReadOnlyList<string>? Options = null);
