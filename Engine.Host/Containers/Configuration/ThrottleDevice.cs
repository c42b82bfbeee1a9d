namespace Engine.Host.Containers;

/// <summary>The rate of a block device, named by its node on the host.</summary>
internal sealed record ThrottleDevice(string Path, ulong Rate);
