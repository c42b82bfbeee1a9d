namespace Engine.Linux.Cgroups;

/// <summary>A rate for one block device.</summary>
/// <param name="Major">The device's major number.</param>
/// <param name="Minor">The device's minor number.</param>
/// <param name="Rate">Bytes or operations per second; 0 takes the limit away.</param>
public sealed record BlockIoThrottle(long Major, long Minor, ulong Rate);
