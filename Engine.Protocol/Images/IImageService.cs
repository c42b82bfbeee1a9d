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
}
