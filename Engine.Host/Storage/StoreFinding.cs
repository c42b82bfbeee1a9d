namespace Engine.Host.Storage;

/// <summary>One thing that is not as it should be in the store.</summary>
/// <param name="Subject">What it is about: a digest, a container's ID, a path below the data root.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Repaired">It was put right.</param>
internal sealed record StoreFinding(string Subject, string Problem, bool Repaired);
