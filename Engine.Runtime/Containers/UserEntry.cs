namespace Engine.Runtime.Containers;

/// <summary>A line of /etc/passwd (passwd(5)).</summary>
internal sealed record UserEntry(string Name, uint Uid, uint Gid, string Home);
