using System.Text;
using Engine.Host.Containers.Mounts;
using Engine.Host.Errors;
using Engine.Host.Volumes;
using Engine.Linux;
using Engine.Linux.Syscalls;

namespace Engine.Host.Containers;

internal sealed partial class ContainerOwner
{
    private const ulong WithinVolume = Syscall.RESOLVE_IN_ROOT | Syscall.RESOLVE_NO_MAGICLINKS;

    // Under the gate. Without volumes and images nothing of this waits.
    private async Task<PreparedMounts> PrepareMountsAsync()
    {
        var prepared = new PreparedMounts();
        try
        {
            foreach (MountPoint mount in container.Mounts)
            {
                if (mount.Type == MountType.Bind && !mount.FromMounts && !Path.Exists(mount.Source))
                {
                    // -v makes a missing source, as Docker does; --mount does not.
                    Directory.CreateDirectory(mount.Source);
                }

                prepared.Mounts.Add(mount.Type switch
                {
                    MountType.Volume => await PrepareVolumeAsync(mount, prepared),
                    MountType.Image => PrepareImage(mount),
                    _ => mount,
                });
            }

            return prepared;
        }
        catch
        {
            prepared.Dispose();
            UnmountVolumes();
            throw;
        }
    }

    private async Task<MountPoint> PrepareVolumeAsync(MountPoint mount, PreparedMounts prepared)
    {
        VolumeMount volume = await services.Volumes.MountAsync(mount.Name!, Id, CancellationToken.None);
        services.Volumes.TellMounted(mount.Name!, Id, mount.Destination, mount.ReadWrite, mount.Propagation);
        if (mount.Subpath.Length == 0)
        {
            return mount with { Source = volume.Path ?? "", FileSystem = volume.FileSystem, MountOptions = volume.Options ?? [] };
        }

        // Containers that have the volume can exchange its directories for links meanwhile: what is found here is what is mounted.
        string path = volume.Path ?? throw new InvalidArgumentException("a subpath of a volume that is a file system of its own is not supported");
        using FileDescriptor root = Syscall.OpenAt2(Syscall.AT_FDCWD, Terminated(path), Syscall.O_PATH | Syscall.O_DIRECTORY, 0, 0);
        FileDescriptor found = Syscall.TryOpenAt2(root.Number, Terminated(mount.Subpath), Syscall.O_PATH, 0, WithinVolume, out _)
            ?? throw VolumeErrors.SubpathMissing(Path.Combine(path, mount.Subpath));
        return mount with { Source = prepared.PathOf(found), MountOptions = volume.Options ?? [] };
    }

    private MountPoint PrepareImage(MountPoint mount)
    {
        IReadOnlyList<string> lower = services.Images.GetRoot(Id, mount.ImageId!).Lower;

        // An overlay needs two layers or a writable one.
        return lower.Count == 1
            ? mount with { Source = lower[0] }
            : mount with { FileSystem = new VolumeFileSystem("overlay", "overlay", [.. lower.Select(layer => "lowerdir+=" + layer)]) };
    }

    private void UnmountVolumes()
    {
        List<string> mounted = [.. container.Mounts.Where(mount => mount.Type == MountType.Volume).Select(mount => mount.Name!)];
        if (mounted.Count > 0)
        {
            _ = Detach(async () =>
            {
                foreach (string volume in mounted)
                {
                    await services.Volumes.UnmountAsync(volume, Id);
                }
            });
        }
    }

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
