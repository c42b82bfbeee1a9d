using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Registry;
using Engine.Host.Storage;

namespace Engine.Host.Images.Transfer;

/// <summary>Reads what a registry says of an image, and refuses what is none, in docker's words.</summary>
internal sealed class RemoteImageReader(RegistryRepository repository, ImageReference reference, Platform platform)
{
    private const int DeepestIndex = 8;
    private const int LargestConfiguration = 8 << 20;

    // As many lower layers as overlayfs takes (fs/overlayfs/params.h, OVL_MAX_STACK).
    private const int MostLayers = 500;

    private string What => reference.Familiar;

    /// <summary>From a tag or digest to the image for the platform.</summary>
    public async Task<RemoteImage> ReadAsync(ManifestDocument top, CancellationToken cancellationToken)
    {
        var path = new List<ManifestDocument> { top };
        var manifest = Parse(top);
        while (manifest.IsIndex)
        {
            if (path.Count > DeepestIndex)
            {
                throw RegistryErrors.Invalid(What, "its indexes are nested too deeply");
            }

            var next = manifest.Manifests!.FirstOrDefault(entry => entry.Platform?.Fits(platform) == true)
                ?? throw new NotFoundException($"no matching manifest for {platform} in the manifest list entries", ErrorCode.ImageNotFound) { Subject = What };
            RequireDescriptor(next);
            path.Add(await repository.GetManifestAsync(next.Digest!, cancellationToken).ConfigureAwait(false));
            manifest = Parse(path[^1]);
        }

        RequireImage(manifest);
        var configuration = await repository.GetBlobAsync(manifest.Config!, LargestConfiguration, cancellationToken).ConfigureAwait(false);
        var image = new RemoteImage
        {
            Path = path,
            Manifest = manifest,
            ConfigurationBytes = configuration,
            Configuration = ImageJson.Read(configuration, ImageJson.Default.ImageConfiguration, $"the configuration of {What}"),
        };
        RequireUsable(image);
        return image;
    }

    /// <summary>A manifest or index that is well-formed and of a kind the engine reads.</summary>
    public Manifest Parse(ManifestDocument document)
    {
        if (document.MediaType is MediaTypes.DockerSchema1 or MediaTypes.DockerSchema1Signed)
        {
            throw Schema1();
        }

        var manifest = ImageJson.Read(document.Content, ImageJson.Default.Manifest, $"the manifest of {What}");
        return manifest.SchemaVersion == 1 ? throw Schema1()
            : manifest.IsAmbiguous ? throw RegistryErrors.Invalid(What, "its manifest is both a manifest and an index")
            : manifest.MediaType is { } type && document.MediaType.StartsWith("application/vnd.", StringComparison.Ordinal) && type != document.MediaType
                ? throw RegistryErrors.Invalid(What, $"its manifest is a {type} but was sent as a {document.MediaType}")
            : manifest;
    }

    private static void RequireDescriptor(Descriptor descriptor)
    {
        if (!Sha256Digest.IsValid(descriptor.Digest) || descriptor.Size < 0)
        {
            throw RegistryErrors.Invalid(descriptor.Digest ?? "", "invalid descriptor: it needs a sha256 digest and a size");
        }
    }

    private void RequireImage(Manifest manifest)
    {
        if (manifest.Config is not { } configuration)
        {
            throw RegistryErrors.Invalid(What, "its manifest names no configuration");
        }

        RequireDescriptor(configuration);
        if (MediaTypes.IsOtherConfiguration(configuration.MediaType))
        {
            var kind = configuration.MediaType!.StartsWith("application/vnd.docker.plugin.", StringComparison.Ordinal) ? "plugin" : "unknown";
            throw new InvalidArgumentException($"Encountered remote \"{configuration.MediaType}\"({kind}) when fetching", ErrorCode.RegistryContentInvalid) { Subject = What };
        }

        if (manifest.Layers?.Count > MostLayers)
        {
            throw RegistryErrors.Invalid(What, $"it has {manifest.Layers.Count} layers, more than the limit of {MostLayers}");
        }

        foreach (var layer in manifest.Layers ?? [])
        {
            RequireDescriptor(layer);
            if (MediaTypes.IsForeignLayer(layer.MediaType))
            {
                throw new InvalidArgumentException(
                    $"{What}: layer {layer.Digest} is a foreign layer ({layer.MediaType}): it is not in the registry, and such layers are not supported",
                    ErrorCode.RegistryContentInvalid)
                { Subject = What };
            }
        }
    }

    private void RequireUsable(RemoteImage image)
    {
        var system = image.Configuration.OperatingSystem;
        if (system is not ("" or "linux"))
        {
            throw new InvalidArgumentException($"image operating system \"{system}\" cannot be used on this platform: operating system is not supported", ErrorCode.RegistryContentInvalid)
            { Subject = What };
        }

        var expected = image.Configuration.RootFileSystem?.DiffIds?.Count ?? 0;
        if (expected != image.Layers.Count)
        {
            throw RegistryErrors.Invalid(What, $"invalid manifest, layers length mismatch: expected {image.Layers.Count}, got {expected}");
        }
    }

    private InvalidArgumentException Schema1() => new(
        $"Docker Image Format v1 and Docker Image manifest version 2, schema 1 are not supported. Suggest the author of {What} to upgrade the image to the OCI Format "
        + "or Docker Image manifest v2, schema 2. More information at https://docs.docker.com/go/deprecated-image-specs/",
        ErrorCode.RegistryContentInvalid)
    { Subject = What };
}
