namespace Engine.Linux.Cgroups;

/// <summary>What a group did on one block device.</summary>
/// <param name="Major">The device's major number.</param>
/// <param name="Minor">The device's minor number.</param>
/// <param name="Operation"><c>read</c> or <c>write</c>.</param>
/// <param name="Bytes">Bytes moved.</param>
/// <param name="Operations">Requests made.</param>
public sealed record BlockIoStatistics(ulong Major, ulong Minor, string Operation, ulong Bytes, ulong Operations);
