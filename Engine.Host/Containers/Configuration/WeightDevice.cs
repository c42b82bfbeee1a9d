namespace Engine.Host.Containers;

/// <summary>The weight of a block device, named by its node on the host.</summary>
internal sealed record WeightDevice(string Path, ushort Weight);
