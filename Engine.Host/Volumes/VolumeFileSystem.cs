namespace Engine.Host.Volumes;

/// <summary>A file system that stands for a volume; it is mounted in each container's own mount namespace and nowhere else.</summary>
/// <param name="Type">Its type (mount(8)).</param>
/// <param name="Device">Its source.</param>
/// <param name="Options">Options of mount(8).</param>
internal sealed record VolumeFileSystem(string Type, string Device, IReadOnlyList<string> Options);
