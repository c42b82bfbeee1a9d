using Engine.Host.Api.Rest.Models;
using Engine.Host.Images;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Images as Docker's API shows them.</summary>
internal static class ImagePresenter
{
    public static ImageSummaryModel Summarize(Image image) => new()
    {
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

    /// <summary>Newest first. The engine keeps a size for the image only, so the newest entry has it.</summary>
    public static IReadOnlyList<ImageHistoryModel> History(Image image)
    {
        var entries = image.Configuration.History ?? [];
        return
        [
            .. entries.Reverse().Select((entry, index) => new ImageHistoryModel
            {
                Comment = entry.Comment ?? "",
                Created = DateTimeOffset.TryParse(entry.Created, out var created) ? created.ToUnixTimeSeconds() : 0,
                CreatedBy = entry.CreatedBy ?? "",
                Id = index == 0 ? image.Id : "<missing>",
                Size = index == 0 ? image.Size : 0,
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
