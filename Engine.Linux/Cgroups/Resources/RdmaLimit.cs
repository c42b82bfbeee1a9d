namespace Engine.Linux.Cgroups;

/// <summary>Limits of one RDMA device.</summary>
/// <param name="Device">The device's name, for example <c>mlx5_1</c>.</param>
/// <param name="Handles">Most handles; null is unset.</param>
/// <param name="Objects">Most objects; null is unset.</param>
public sealed record RdmaLimit(string Device, uint? Handles, uint? Objects);
