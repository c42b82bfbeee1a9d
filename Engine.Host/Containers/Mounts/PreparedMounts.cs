using Engine.Linux;

namespace Engine.Host.Containers.Mounts;

/// <summary>Mounts as a container that starts gets them. Sources found by descriptors are good until it is disposed.</summary>
internal sealed class PreparedMounts : IDisposable
{
    private readonly List<FileDescriptor> open = [];

    /// <summary>The mounts.</summary>
    public List<MountPoint> Mounts { get; } = [];

    /// <summary>A path that means what the descriptor is open on, for whoever may look into this process.</summary>
    public string PathOf(FileDescriptor descriptor)
    {
        open.Add(descriptor);
        return $"/proc/{Environment.ProcessId}/fd/{descriptor.Number}";
    }

    public void Dispose() => open.ForEach(static descriptor => descriptor.Dispose());
}
