namespace Engine.Runtime.Containers;

/// <summary>A line of /etc/group (group(5)).</summary>
internal sealed record GroupEntry(string Name, uint Gid, IReadOnlyList<string> Members);
