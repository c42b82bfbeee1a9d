using Engine.Host.Images.Documents;
using Engine.Host.Registry;

namespace Engine.Host.Images.Transfer;

/// <summary>An image as a registry describes it: the documents that lead to it are here and verified, its layers are not.</summary>
internal sealed record RemoteImage
{
    /// <summary>From what the reference names, through indexes, to the manifest.</summary>
    public required IReadOnlyList<ManifestDocument> Path { get; init; }

    public required Manifest Manifest { get; init; }

    public required byte[] ConfigurationBytes { get; init; }

    public required ImageConfiguration Configuration { get; init; }

    /// <summary>The digest that the reference stands for.</summary>
    public string Digest => Path[0].Digest;

    public string Id => Manifest.Config!.Digest!;

    public IReadOnlyList<Descriptor> Layers => Manifest.Layers ?? [];
}
