using Engine.Host.Volumes;

namespace Engine.Host.Containers.Mounts;

/// <summary>The volumes that a new container's mounts need, as they are made if they are missing.</summary>
internal static class VolumeRequests
{
    public static IReadOnlyList<VolumeRequest> Of(ContainerConfiguration configuration, IReadOnlyList<MountPoint> mounts) =>
        [.. mounts.Where(mount => mount.Type == MountType.Volume).Select(mount => Of(configuration, mount))];

    private static VolumeRequest Of(ContainerConfiguration configuration, MountPoint mount)
    {
        MountConfiguration? typed = mount.FromMounts
            ? configuration.Mounts.FirstOrDefault(asked => asked.Type == MountType.Volume && Path.GetFullPath(asked.Target) == mount.Destination)
            : null;
        return new VolumeRequest
        {
            Name = mount.Name!,
            Driver = mount.Driver,
            Options = typed?.DriverOptions,
            Labels = mount.Anonymous ? VolumeService.Anonymous(typed?.Labels) : typed?.Labels,
        };
    }
}
