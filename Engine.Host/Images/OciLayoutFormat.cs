using Engine.Host.Images.Documents;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <summary>Archives in OCI's image layout: <c>index.json</c>, and everything it leads to in <c>blobs/sha256</c> (OCI image-spec, image-layout.md).</summary>
internal sealed class OciLayoutFormat(ImageArchive archive, Platform platform)
{
    public const string IndexName = "index.json";

    private const int LargestManifest = 4 << 20;
    private const int DeepestIndex = 8;

    public IReadOnlyList<PendingImage> Images(byte[] index)
    {
        var images = new List<PendingImage>();
        foreach (var descriptor in ReadManifest(index, IndexName).Manifests ?? [])
        {
            if (Choose(descriptor, [], 0) is var (manifest, bytes))
            {
                images.Add(Image(manifest, bytes, descriptor));
            }
        }

        return images.Count > 0 ? images : throw ImageErrors.InvalidArchive($"it has no image for {platform}");
    }

    /// <summary>From a descriptor, through as many indexes as there are, to the manifest for the wanted platform.</summary>
    private (Manifest Manifest, IReadOnlyList<byte[]> Path)? Choose(Descriptor descriptor, IReadOnlyList<byte[]> path, int depth)
    {
        var bytes = Blob(descriptor);
        var document = ReadManifest(bytes, descriptor.Digest!);
        if (!document.IsIndex)
        {
            return document.Config is null ? null : (document, [.. path, bytes]);
        }

        if (depth >= DeepestIndex)
        {
            throw ImageErrors.InvalidArchive("its indexes are nested too deeply");
        }

        // A descriptor without a platform may lead to anything; one for another platform, or for an attestation, may not.
        return document.Manifests!
            .Where(next => next.Platform is null || next.Platform.Fits(platform))
            .Select(next => Choose(next, [.. path, bytes], depth + 1))
            .FirstOrDefault(found => found is not null);
    }

    private PendingImage Image(Manifest manifest, IReadOnlyList<byte[]> path, Descriptor top)
    {
        var configuration = Blob(manifest.Config!);
        var image = new PendingImage
        {
            ConfigurationBytes = configuration,
            Configuration = ImageJson.Read(configuration, ImageJson.Default.ImageConfiguration, "the configuration"),
            Layers = [.. (manifest.Layers ?? []).Select(Layer)],
            Manifests = path,
            References = Reference(top) is { } reference ? [reference] : [],
        };
        image.Verify();
        return image;
    }

    private IncomingLayer Layer(Descriptor descriptor)
    {
        var layer = archive.Layer(PathOf(descriptor)) ?? throw ImageErrors.InvalidArchive($"the layer {descriptor.Digest} is missing or not a tar archive");
        return layer.Digest == descriptor.Digest ? layer : throw StorageErrors.DigestMismatch("layer", descriptor.Digest!, layer.Digest);
    }

    private byte[] Blob(Descriptor descriptor)
    {
        var blob = archive.Document(PathOf(descriptor)) ?? throw ImageErrors.InvalidArchive($"the blob {descriptor.Digest} is missing");
        var actual = Sha256Digest.Of(blob);
        return actual == descriptor.Digest ? blob : throw StorageErrors.DigestMismatch("blob", descriptor.Digest!, actual);
    }

    private static string PathOf(Descriptor descriptor) => Sha256Digest.IsValid(descriptor.Digest)
        ? $"blobs/sha256/{Sha256Digest.Hex(descriptor.Digest!)}"
        : throw ImageErrors.InvalidArchive($"invalid digest: {descriptor.Digest}");

    private static Manifest ReadManifest(byte[] bytes, string what)
    {
        if (bytes.Length > LargestManifest)
        {
            throw ImageErrors.InvalidArchive($"{what} is larger than {LargestManifest} bytes");
        }

        var manifest = ImageJson.Read(bytes, ImageJson.Default.Manifest, what);
        return manifest.IsAmbiguous ? throw ImageErrors.InvalidArchive($"{what} is both a manifest and an index") : manifest;
    }

    /// <summary>containerd writes the full name; the specification's own annotation may be a full name or only a tag, which names nothing.</summary>
    private static ImageReference? Reference(Descriptor descriptor)
    {
        var annotations = descriptor.Annotations;
        if (annotations is null)
        {
            return null;
        }

        var name = annotations.GetValueOrDefault("io.containerd.image.name");
        name ??= annotations.GetValueOrDefault("org.opencontainers.image.ref.name") is { } text && text.AsSpan().ContainsAny('/', ':') ? text : null;
        return name is null ? null : ImageReference.Parse(name).WithDefaultTag();
    }
}
