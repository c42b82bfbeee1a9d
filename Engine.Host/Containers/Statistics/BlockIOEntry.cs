namespace Engine.Host.Containers.Statistics;

/// <summary>Bytes that a container moved on one block device by one operation (<c>read</c> or <c>write</c>).</summary>
internal sealed record BlockIOEntry(ulong Major, ulong Minor, string Operation, ulong Bytes);
