namespace Engine.Host.Images.Documents;

/// <summary>The media types of OCI's image-spec (media-types.md) and docker's before them.</summary>
internal static class MediaTypes
{
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciConfiguration = "application/vnd.oci.image.config.v1+json";
    public const string OciLayer = "application/vnd.oci.image.layer.v1.tar";
    public const string OciLayerGzip = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string OciLayerZstd = "application/vnd.oci.image.layer.v1.tar+zstd";

    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerConfiguration = "application/vnd.docker.container.image.v1+json";
    public const string DockerLayer = "application/vnd.docker.image.rootfs.diff.tar";
    public const string DockerLayerGzip = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    public const string DockerSchema1 = "application/vnd.docker.distribution.manifest.v1+json";
    public const string DockerSchema1Signed = "application/vnd.docker.distribution.manifest.v1+prettyjws";

    /// <summary>A layer's type in the other family of types, if it is not of that family already.</summary>
    public static string OfLayer(string? type, bool isOci) => type switch
    {
        OciLayerZstd => OciLayerZstd,
        OciLayer or DockerLayer => isOci ? OciLayer : DockerLayer,
        _ => isOci ? OciLayerGzip : DockerLayerGzip,
    };

    /// <summary>The type of a layer that is compressed so.</summary>
    public static string OfLayer(Archives.Compression compression) => compression switch
    {
        Archives.Compression.Zstd => OciLayerZstd,
        Archives.Compression.Gzip => DockerLayerGzip,
        _ => DockerLayer,
    };

    /// <summary>A layer whose content is somewhere else, not in the registry.</summary>
    public static bool IsForeignLayer(string? type) =>
        type is not null && (type.Contains(".foreign.", StringComparison.Ordinal) || type.Contains(".nondistributable.", StringComparison.Ordinal));

    /// <summary>What cannot be an image for sure: plugins, charts, signatures and whatever else registries keep.</summary>
    public static bool IsOtherConfiguration(string? type) =>
        type is { Length: > 0 } and not (OciConfiguration or DockerConfiguration or "application/octet-stream" or "application/json" or "text/plain" or "text/html");
}
