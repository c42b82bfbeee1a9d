using Engine.Host.Api.Rest.Models;
using Engine.Host.Volumes;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Volumes as Docker's API shows them.</summary>
internal sealed class VolumePresenter(VolumeService volumes)
{
    public VolumeModel Present(Volume volume) => new()
    {
        CreatedAt = DockerTime.FormatSeconds(volume.Created),
        Driver = volume.Driver,
        Labels = volume.Labels,
        Mountpoint = volumes.MountpointOf(volume),
        Name = volume.Name,
        Options = volume.Options,
    };

    public VolumeModel Present(VolumeUsage usage) => Present(usage.Volume) with
    {
        UsageData = new VolumeUsageModel { RefCount = usage.Holders, Size = usage.Size },
    };
}
