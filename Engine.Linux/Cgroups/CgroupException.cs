namespace Engine.Linux.Cgroups;

/// <summary>A control group request that this machine or the group's present state cannot satisfy, found before the kernel was asked.</summary>
/// <param name="message">What was asked and why it is refused.</param>
public sealed class CgroupException(string message) : IOException(message);
