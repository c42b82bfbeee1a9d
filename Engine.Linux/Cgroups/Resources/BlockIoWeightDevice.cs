namespace Engine.Linux.Cgroups;

/// <summary>Weight for one block device.</summary>
/// <param name="Major">The device's major number.</param>
/// <param name="Minor">The device's minor number.</param>
/// <param name="Weight">Relative weight, 10 to 1000; null or 0 is unset.</param>
/// <param name="LeafWeight">Weight of the group's own tasks, version 1 only; null or 0 is unset.</param>
public sealed record BlockIoWeightDevice(long Major, long Minor, ushort? Weight, ushort? LeafWeight);
