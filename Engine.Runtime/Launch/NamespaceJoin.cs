namespace Engine.Runtime.Launch;

/// <summary>An existing namespace to join.</summary>
/// <param name="Flag">Its CLONE_NEW flag.</param>
/// <param name="Name">Its name in /proc/PID/ns.</param>
/// <param name="Path">A namespace file, or null: that of <see cref="Slot.Target"/>.</param>
internal sealed record NamespaceJoin(ulong Flag, string Name, string? Path);
