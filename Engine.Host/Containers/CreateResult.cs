namespace Engine.Host.Containers;

/// <summary>A container was created.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Warnings">What of the request was not done, a sentence each.</param>
internal sealed record CreateResult(string Id, IReadOnlyList<string> Warnings);
