using Engine.Host.Images.Documents;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <summary>An image that is complete and verified but not yet in the store.</summary>
internal sealed record PendingImage
{
    /// <summary>The configuration's bytes; their digest is the image's ID.</summary>
    public required byte[] ConfigurationBytes { get; init; }

    public required ImageConfiguration Configuration { get; init; }

    /// <summary>The layers, lowest first.</summary>
    public required IReadOnlyList<IncomingLayer> Layers { get; init; }

    /// <summary>Manifests that must stay as they came, so that the image can be passed on under the same digest.</summary>
    public IReadOnlyList<byte[]> Manifests { get; init; } = [];

    public IReadOnlyList<ImageReference> References { get; init; } = [];

    /// <summary>Where it was pulled from, or null.</summary>
    public LayerOrigin? Origin { get; init; }

    /// <summary>The layers' blobs there, in the layers' order.</summary>
    public IReadOnlyList<Descriptor> Blobs { get; init; } = [];

    public string Id => Sha256Digest.Of(ConfigurationBytes);

    /// <summary>Checks that the layers are those the configuration names.</summary>
    /// <exception cref="Errors.EngineException">They are not, or one of them is no layer.</exception>
    public void Verify()
    {
        var expected = Configuration.RootFileSystem?.DiffIds ?? [];
        if (expected.Count != Layers.Count)
        {
            throw ImageErrors.InvalidArchive($"invalid manifest, layers length mismatch: expected {Layers.Count}, got {expected.Count}");
        }

        for (var i = 0; i < expected.Count; i++)
        {
            if (Layers[i].Failure is { } failure)
            {
                throw failure;
            }

            if (Layers[i].DiffId != expected[i])
            {
                throw StorageErrors.DigestMismatch($"invalid diffID for layer {i}", expected[i], Layers[i].DiffId ?? "none");
            }
        }
    }

    /// <summary>The digests that identify each layer together with all below it (OCI image-spec, config.md#layer-chainid).</summary>
    public static IReadOnlyList<string> ChainIds(IReadOnlyList<string> diffIds)
    {
        var chain = new List<string>(diffIds.Count);
        foreach (var diffId in diffIds)
        {
            chain.Add(chain.Count == 0 ? diffId : Sha256Digest.Of(System.Text.Encoding.ASCII.GetBytes($"{chain[^1]} {diffId}")));
        }

        return chain;
    }
}
