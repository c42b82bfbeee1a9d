using Engine.Host.Images;
using Engine.Host.Images.Documents;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

/// <summary>The image store as containers see it.</summary>
internal sealed class StoredContainerImages(ImageStore store) : IContainerImages
{
    public ContainerImage Resolve(string reference)
    {
        Image image = store.Get(reference);
        ImageDefaults defaults = image.Defaults;
        return new ContainerImage
        {
            Id = image.Id,
            Entrypoint = defaults.Entrypoint ?? [],
            Command = defaults.Cmd ?? [],
            Environment = defaults.Env ?? [],
            User = defaults.User ?? "",
            WorkingDirectory = defaults.WorkingDir ?? "",
            Labels = defaults.Labels ?? new Dictionary<string, string>(),
            Volumes = [.. defaults.Volumes?.Keys ?? []],
            ExposedPorts = [.. defaults.ExposedPorts?.Keys ?? []],
            StopSignal = defaults.StopSignal,
            Shell = defaults.Shell,
            Healthcheck = Convert(defaults.Healthcheck),
        };
    }

    public void CreateLayer(string containerId, string imageId) => store.CreateContainerLayer(containerId, imageId);

    public OverlayRoot GetRoot(string containerId, string imageId) => store.ContainerRoot(containerId, imageId);

    public long SizeOf(string imageId) => store.ContentBytes(imageId);

    public async Task RemoveLayerAsync(string containerId, CancellationToken cancellationToken)
    {
        await store.RemoveContainerLayerAsync(containerId, cancellationToken);
        await store.CollectAsync(cancellationToken);
    }

    private static HealthcheckConfiguration? Convert(ImageHealthcheck? check) => check is null ? null : new HealthcheckConfiguration
    {
        Test = check.Test ?? [],
        Interval = Nanoseconds(check.Interval),
        Timeout = Nanoseconds(check.Timeout),
        StartPeriod = Nanoseconds(check.StartPeriod),
        StartInterval = Nanoseconds(check.StartInterval),
        Retries = check.Retries ?? 0,
    };

    private static TimeSpan Nanoseconds(long? nanoseconds) => TimeSpan.FromTicks((nanoseconds ?? 0) / TimeSpan.NanosecondsPerTick);
}
