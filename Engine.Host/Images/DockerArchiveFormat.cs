using Engine.Host.Images.Documents;

namespace Engine.Host.Images;

/// <summary>Archives as <c>docker save</c> writes them: a <c>manifest.json</c> that names each image's configuration, layers and tags.</summary>
internal static class DockerArchiveFormat
{
    public const string ManifestName = "manifest.json";

    public static IReadOnlyList<PendingImage> Images(ImageArchive archive, byte[] manifest)
    {
        var images = new List<PendingImage>();
        foreach (var item in ImageJson.Read(manifest, ImageJson.Default.IReadOnlyListDockerArchiveImage, ManifestName))
        {
            var configuration = archive.Document(item.Config ?? "")
                ?? throw ImageErrors.InvalidArchive($"the configuration {item.Config} is missing");
            var image = new PendingImage
            {
                ConfigurationBytes = configuration,
                Configuration = ImageJson.Read(configuration, ImageJson.Default.ImageConfiguration, item.Config!),
                Layers = [.. (item.Layers ?? []).Select(path => archive.Layer(path) ?? throw Missing(archive, path))],
                References = [.. (item.RepoTags ?? []).Select(tag => ImageReference.Parse(tag).WithDefaultTag())],
            };
            image.Verify();
            images.Add(image);
        }

        return images;
    }

    private static Errors.EngineException Missing(ImageArchive archive, string path) =>
        ImageErrors.InvalidArchive(archive.Document(path) is null ? $"the layer {path} is missing" : $"the layer {path} is not a tar archive");
}
