using System.Text;
using System.Text.Json;
using Engine.Host.Archives;
using Engine.Host.Images.Documents;
using Engine.Host.Storage;
using Engine.Linux.Syscalls;

namespace Engine.Host.Images;

/// <summary>Writes an archive of images (OCI image-spec, image-layout.md, with docker's <c>manifest.json</c> and <c>repositories</c> beside it).</summary>
internal sealed class ImageArchiveWriter(ImageStore images, Stream destination)
{
    private const string BlobDirectory = "blobs/sha256/";

    private readonly TarWriter archive = new(destination);
    private readonly HashSet<string> written = [];

    public async Task WriteAsync(IReadOnlyList<SavedImage> saved, CancellationToken cancellationToken)
    {
        var newest = saved.Max(image => image.Created);
        await AddDirectoryAsync("blobs/", newest, cancellationToken).ConfigureAwait(false);
        await AddDirectoryAsync(BlobDirectory, newest, cancellationToken).ConfigureAwait(false);
        var index = new List<Descriptor>();
        var docker = new List<DockerArchiveImage>();
        foreach (var image in saved)
        {
            var layers = new List<Descriptor>();
            foreach (var layer in image.Image.Layers)
            {
                layers.Add(await AddLayerAsync(layer, image.Created, cancellationToken).ConfigureAwait(false));
            }

            await AddBlobAsync(image.Image.ConfigurationBytes, image.Created, cancellationToken).ConfigureAwait(false);
            var manifest = ManifestOf(image.Image, layers);
            await AddBlobAsync(manifest, null, cancellationToken).ConfigureAwait(false);
            index.AddRange(IndexEntries(image, manifest));
            docker.Add(new()
            {
                Config = PathOf(image.Image.Id),
                RepoTags = image.Tags.Count == 0 ? null : [.. image.Tags.Select(tag => tag.Familiar)],
                Layers = [.. layers.Select(layer => PathOf(layer.Digest!))],
                LayerSources = image.Image.Layers.Zip(layers).DistinctBy(pair => pair.First.DiffId).ToDictionary(pair => pair.First.DiffId, pair => pair.Second),
            });
        }

        await AddFileAsync(
            OciLayoutFormat.IndexName,
            JsonSerializer.SerializeToUtf8Bytes(new Manifest { SchemaVersion = 2, MediaType = MediaTypes.OciIndex, Manifests = index }, ImageJson.Plain.Manifest),
            null,
            cancellationToken).ConfigureAwait(false);
        await AddFileAsync(
            DockerArchiveFormat.ManifestName,
            JsonSerializer.SerializeToUtf8Bytes(docker, ImageJson.Plain.IReadOnlyListDockerArchiveImage),
            null,
            cancellationToken).ConfigureAwait(false);
        await AddFileAsync("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}"u8.ToArray(), null, cancellationToken).ConfigureAwait(false);
        if (Repositories(saved) is { Count: > 0 } repositories)
        {
            await AddFileAsync(
                "repositories",
                JsonSerializer.SerializeToUtf8Bytes(repositories, ImageJson.Plain.IReadOnlyDictionaryStringIReadOnlyDictionaryStringString),
                null,
                cancellationToken).ConfigureAwait(false);
        }

        await archive.FinishAsync(cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string PathOf(string digest) => BlobDirectory + Sha256Digest.Hex(digest);

    /// <summary>The manifest that the image came with, or one that names the layers as they are in the archive.</summary>
    private static byte[] ManifestOf(StoredImage image, IReadOnlyList<Descriptor> layers) => image.ManifestBytes ?? JsonSerializer.SerializeToUtf8Bytes(
        new Manifest
        {
            SchemaVersion = 2,
            MediaType = MediaTypes.OciManifest,
            Config = new() { MediaType = MediaTypes.OciConfiguration, Digest = image.Id, Size = image.ConfigurationBytes.Length },
            Layers = [.. layers.Select(layer => layer with { MediaType = MediaTypes.OfLayer(layer.MediaType, isOci: true) })],
        },
        ImageJson.Plain.Manifest);

    private static IEnumerable<Descriptor> IndexEntries(SavedImage image, byte[] manifest)
    {
        var entry = new Descriptor
        {
            MediaType = image.Image.Manifest?.MediaType ?? MediaTypes.OciManifest,
            Digest = Sha256Digest.Of(manifest),
            Size = manifest.Length,
        };
        return image.Tags.Count == 0 ? [entry] : image.Tags.Select(tag => entry with
        {
            Annotations = new Dictionary<string, string>
            {
                ["io.containerd.image.name"] = tag.ToString(),
                ["org.opencontainers.image.ref.name"] = tag.Tag!,
            },
        });
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Repositories(IReadOnlyList<SavedImage> saved) => saved
        .SelectMany(image => image.Tags.Select(tag => (Tag: tag, Top: Sha256Digest.Hex(image.Image.Layers.Count > 0 ? image.Image.Layers[^1].DiffId : image.Image.Id))))
        .GroupBy(pair => pair.Tag.FamiliarName)
        .ToDictionary(group => group.Key, group => (IReadOnlyDictionary<string, string>)group.ToDictionary(pair => pair.Tag.Tag!, pair => pair.Top));

    private async Task<Descriptor> AddLayerAsync(StoredLayer layer, DateTimeOffset? time, CancellationToken cancellationToken)
    {
        if (layer.Blob is { } blob)
        {
            if (written.Add(blob.Digest!))
            {
                await using var content = images.OpenBlob(blob.Digest!);
                await archive.WriteAsync(Entry(PathOf(blob.Digest!), content.Length, time), content, cancellationToken).ConfigureAwait(false);
            }

            return blob;
        }

        var length = images.LayerArchiveLength(layer.DiffId);
        if (written.Add(layer.DiffId))
        {
            await archive.StartAsync(Entry(PathOf(layer.DiffId), length, time), cancellationToken).ConfigureAwait(false);
            await using var content = archive.Content();
            await images.WriteLayerArchiveAsync(layer.DiffId, content, cancellationToken).ConfigureAwait(false);
        }

        return new() { MediaType = MediaTypes.OciLayer, Digest = layer.DiffId, Size = length };
    }

    private async Task AddBlobAsync(byte[] content, DateTimeOffset? time, CancellationToken cancellationToken)
    {
        var digest = Sha256Digest.Of(content);
        if (written.Add(digest))
        {
            await AddFileAsync(PathOf(digest), content, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AddFileAsync(string path, byte[] content, DateTimeOffset? time, CancellationToken cancellationToken)
    {
        await archive.StartAsync(Entry(path, content.Length, time), cancellationToken).ConfigureAwait(false);
        await archive.WriteAsync(content, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask AddDirectoryAsync(string path, DateTimeOffset? time, CancellationToken cancellationToken) =>
        archive.StartAsync(Entry(path, 0, time) with { Type = TarEntryType.Directory, Mode = 0x1ED }, cancellationToken);

    private static TarEntry Entry(string path, long size, DateTimeOffset? time) => new()
    {
        Name = Encoding.ASCII.GetBytes(path),
        Mode = 0x1A4,
        Size = size,
        StoredSize = size,
        Modified = new Timespec(time?.ToUnixTimeSeconds() ?? 0, 0),
    };
}
