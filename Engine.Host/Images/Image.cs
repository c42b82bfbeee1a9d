using System.Globalization;
using Engine.Host.Images.Documents;

namespace Engine.Host.Images;

/// <summary>An image the store has.</summary>
internal sealed record Image
{
    /// <summary>Digest of the configuration.</summary>
    public required string Id { get; init; }

    public required ImageConfiguration Configuration { get; init; }

    /// <summary>Bytes of file content of its layers.</summary>
    public required long Size { get; init; }

    /// <summary>References with a tag, in full form and in order.</summary>
    public required IReadOnlyList<ImageReference> Tags { get; init; }

    /// <summary>References by digest.</summary>
    public required IReadOnlyList<ImageReference> Digests { get; init; }

    /// <summary>When it was last given a reference, or null if never.</summary>
    public required DateTimeOffset? LastTagged { get; init; }

    /// <summary>Containers that use it.</summary>
    public required IReadOnlyList<string> Holders { get; init; }

    /// <summary>Digests of the uncompressed layers, lowest first.</summary>
    public IReadOnlyList<string> Layers => Configuration.RootFileSystem?.DiffIds ?? [];

    public ImageDefaults Defaults => Configuration.Config ?? new();

    /// <summary>No tag names it; digests, which a moved tag leaves behind, do not count.</summary>
    public bool IsDangling => Tags.Count == 0;

    /// <summary>When it was built, as it says itself.</summary>
    public DateTimeOffset? Created =>
        DateTimeOffset.TryParse(Configuration.Created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
