namespace Engine.Linux.Cgroups;

/// <summary>The rdma controller, alike on both versions (kernel's cgroup-v1/rdma.rst).</summary>
internal static class RdmaController
{
    internal static void Apply(CgroupDirectory group, IReadOnlyList<RdmaLimit> limits)
    {
        foreach (RdmaLimit limit in limits)
        {
            string handles = limit.Handles is { } most ? $" hca_handle={most}" : "";
            string objects = limit.Objects is { } all ? $" hca_object={all}" : "";
            if (handles.Length + objects.Length > 0)
            {
                group.Write("rdma.max", limit.Device + handles + objects);
            }
        }
    }
}
