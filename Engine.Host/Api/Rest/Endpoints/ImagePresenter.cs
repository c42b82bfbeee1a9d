using Engine.Host.Api.Rest.Models;
using Engine.Host.Images;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Images as Docker's API shows them.</summary>
internal static class ImagePresenter
{
    public static ImageSummaryModel Summarize(Image image) => Summarize(image, sharedSize: -1);

    /// <param name="image">The image.</param>
    /// <param name="sharedSize">Bytes shared with other images, or -1 if that was not counted.</param>
    public static ImageSummaryModel Summarize(Image image, long sharedSize) => new()
    {
        SharedSize = sharedSize,
        Containers = image.Holders.Count,
        Created = image.Created?.ToUnixTimeSeconds() ?? 0,
        Id = image.Id,
        Labels = image.Defaults.Labels,
        RepoDigests = [.. image.Digests.Select(d => d.Familiar)],
        RepoTags = [.. image.Tags.Select(t => t.Familiar)],
        Size = image.Size,
    };

    public static InspectImageResponse Inspect(Image image) => new()
    {
        Id = image.Id,
        RepoTags = [.. image.Tags.Select(t => t.Familiar)],
        RepoDigests = [.. image.Digests.Select(d => d.Familiar)],
        Comment = image.Configuration.Comment ?? "",
        Created = image.Created is null ? "" : DockerTime.Format(image.Created),
        Author = image.Configuration.Author ?? "",
        Config = Config(image),
        Architecture = image.Configuration.Architecture,
        Variant = image.Configuration.Variant,
        Os = image.Configuration.OperatingSystem,
        OsVersion = image.Configuration.OperatingSystemVersion,
        Size = image.Size,
        GraphDriver = new GraphDriverModel { Data = null, Name = "overlay2" },
        RootFS = new RootFsModel { Layers = image.Layers },
        Metadata = new ImageMetadataModel { LastTagTime = DockerTime.Format(image.LastTagged) },
    };

    /// <summary>Newest first; steps that made a layer have its size.</summary>
    public static IReadOnlyList<ImageHistoryModel> History(Image image, IReadOnlyList<long> layerSizes)
    {
        var sizes = new Queue<long>(layerSizes);
        return
        [
            .. (image.Configuration.History ?? []).Select(entry => (Entry: entry, Size: entry.EmptyLayer == true || sizes.Count == 0 ? 0 : sizes.Dequeue())).Reverse()
                .Select((step, index) => new ImageHistoryModel
                {
                    Comment = step.Entry.Comment ?? "",
                    Created = DateTimeOffset.TryParse(step.Entry.Created, out var created) ? created.ToUnixTimeSeconds() : 0,
                    CreatedBy = step.Entry.CreatedBy ?? "",
                    Id = index == 0 ? image.Id : "<missing>",
                    Size = step.Size,
                    Tags = index == 0 && image.Tags.Count > 0 ? [.. image.Tags.Select(t => t.Familiar)] : null,
                }),
        ];
    }

    private static ImageConfigModel Config(Image image)
    {
        var defaults = image.Defaults;
        return new ImageConfigModel
        {
            User = defaults.User ?? "",
            ExposedPorts = defaults.ExposedPorts?.Keys.ToDictionary(k => k, _ => EmptyObject.Instance),
            Env = defaults.Env,
            Cmd = defaults.Cmd,
            Volumes = defaults.Volumes?.Keys.ToDictionary(k => k, _ => EmptyObject.Instance),
            WorkingDir = defaults.WorkingDir ?? "",
            Entrypoint = defaults.Entrypoint,
            OnBuild = defaults.OnBuild,
            Labels = defaults.Labels,
            StopSignal = defaults.StopSignal,
            Shell = defaults.Shell,
        };
    }
}
