using Engine.Linux.Syscalls;

namespace Engine.Host.Containers.Files;

/// <summary>A file of a container as clients that copy are told of it.</summary>
/// <param name="Name">The last component of the path as it was asked for.</param>
/// <param name="Status">What it is; of a link the link itself.</param>
/// <param name="LinkTarget">Where a link leads in the end, or empty.</param>
internal sealed record PathStatus(string Name, FileStatus Status, string LinkTarget);
