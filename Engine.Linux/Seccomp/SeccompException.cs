namespace Engine.Linux.Seccomp;

/// <summary>A seccomp document that cannot be made into a filter.</summary>
/// <param name="message">What is wrong with it.</param>
public sealed class SeccompException(string message) : Exception(message);
