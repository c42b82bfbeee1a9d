namespace Engine.Runtime.Launch;

/// <summary>An existing namespace to join.</summary>
/// <param name="Flag">Its CLONE_NEW flag.</param>
/// <param name="Name">Its name in /proc/PID/ns.</param>
/// <param name="Path">The namespace's file.</param>
internal sealed record NamespaceJoin(ulong Flag, string Name, string Path);
