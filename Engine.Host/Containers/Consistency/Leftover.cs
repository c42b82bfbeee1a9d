namespace Engine.Host.Containers.Consistency;

/// <summary>Something that no container owns.</summary>
/// <param name="Description">What and where it is.</param>
/// <param name="RemoveAsync">Removes it.</param>
internal sealed record Leftover(string Description, Func<Task> RemoveAsync);
