namespace Engine.Host.Containers;

/// <summary>The processes of a container as <c>ps</c> prints them.</summary>
internal sealed record ProcessTable(IReadOnlyList<string> Titles, IReadOnlyList<IReadOnlyList<string>> Processes);
