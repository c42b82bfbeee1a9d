using System.IO.Pipelines;
using PolyType;
using StreamJsonRpc;

namespace Engine.Protocol;

/// <summary>Images. <c>image</c> parameters are a reference, an id, or an unambiguous beginning of an id.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
public partial interface IImageService
{
    /// <summary>Images of this engine.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ImageInfo>> ListImagesAsync(ImageQuery query, CancellationToken cancellationToken);

    /// <summary>One image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ImageInfo> GetImageAsync(string image, CancellationToken cancellationToken);

    /// <summary>Takes an archive in: docker-archive, OCI layout, or a root filesystem; plain or compressed.</summary>
    /// <param name="request">What it is.</param>
    /// <param name="archive">The client sends the archive's bytes and completes its side; the engine sends nothing.</param>
    /// <param name="cancellationToken">Ends the import; nothing of it stays.</param>
    /// <returns>The images that are there now.</returns>
    Task<IReadOnlyList<ImageInfo>> ImportImageAsync(ImageImportRequest request, IDuplexPipe archive, CancellationToken cancellationToken);

    /// <summary>Gives an image a further reference; one that named another image is moved.</summary>
    /// <param name="image">The image.</param>
    /// <param name="reference">The reference, <c>name[:tag]</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task TagImageAsync(string image, string reference, CancellationToken cancellationToken);

    /// <summary>Removes a reference and, with its last reference, the image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="force">Also when several references name it by id, or a stopped container uses it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What is gone.</returns>
    Task<ImageRemoval> RemoveImageAsync(string image, bool force, CancellationToken cancellationToken);

    /// <summary>Brings an image from a registry. Ending the enumeration ends the pull; what was fetched is gone on with by the next.</summary>
    /// <param name="request">What to bring.</param>
    /// <param name="cancellationToken">Ends the pull.</param>
    IAsyncEnumerable<ImageTransferProgress> PullImageAsync(ImagePullRequest request, CancellationToken cancellationToken);

    /// <summary>Sends an image to a registry. Ending the enumeration ends the push.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="cancellationToken">Ends the push.</param>
    IAsyncEnumerable<ImageTransferProgress> PushImageAsync(ImagePushRequest request, CancellationToken cancellationToken);

    /// <summary>Writes an archive of images: a docker-archive and an OCI layout in one.</summary>
    /// <param name="request">Which images.</param>
    /// <param name="archive">Gets the archive's bytes; the engine completes its side after the last.</param>
    /// <param name="cancellationToken">Ends the export; the archive is not whole then.</param>
    Task ExportImagesAsync(ImageExportRequest request, IDuplexPipe archive, CancellationToken cancellationToken);

    /// <summary>Makes an image of what a container has changed.</summary>
    /// <param name="request">Which container, and what is said of the image.</param>
    /// <param name="cancellationToken">Ends the call; nothing of it stays.</param>
    Task<ImageInfo> CommitContainerAsync(ImageCommitRequest request, CancellationToken cancellationToken);

    /// <summary>How an image came to be, newest step first.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ImageHistoryStep>> GetImageHistoryAsync(string image, CancellationToken cancellationToken);

    /// <summary>Removes images that nobody uses.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call between two images.</param>
    Task<ImagePruneResult> PruneImagesAsync(ImagePruneQuery query, CancellationToken cancellationToken);

    /// <summary>Searches a registry's index.</summary>
    /// <param name="term">What to look for; <c>HOST[:PORT]/TERM</c> asks another registry than docker.io.</param>
    /// <param name="limit">The most results, or null for the registry's default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ImageSearchResult>> SearchImagesAsync(string term, int? limit, CancellationToken cancellationToken);

    /// <summary>Asks a registry whether it knows these credentials.</summary>
    /// <param name="registry">The registry, <c>host[:port]</c>; empty for docker.io.</param>
    /// <param name="credential">The credentials.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>A refresh token to keep in place of the password, or null.</returns>
    Task<string?> LogInAsync(string registry, RegistryCredential credential, CancellationToken cancellationToken);
}
