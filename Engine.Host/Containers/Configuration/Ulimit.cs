namespace Engine.Host.Containers;

/// <summary>A resource limit of the process by its short name (<c>nofile</c>, setrlimit(2)); −1: unlimited.</summary>
internal sealed record Ulimit(string Name, long Soft, long Hard);
