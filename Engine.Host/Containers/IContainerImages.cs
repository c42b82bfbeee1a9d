using Engine.Oci.Monitor;

namespace Engine.Host.Containers;

/// <summary>What containers need of the image store.</summary>
internal interface IContainerImages
{
    /// <summary>The image a reference or an id names.</summary>
    /// <exception cref="Errors.EngineException">There is none.</exception>
    ContainerImage Resolve(string reference);

    /// <summary>Makes the writable layer of a new container. It stays only if the container is recorded.</summary>
    void CreateLayer(string containerId, string imageId);

    /// <summary>The root filesystem of a container.</summary>
    OverlayRoot GetRoot(string containerId, string imageId);

    /// <summary>Bytes of file content in the image's layers.</summary>
    long SizeOf(string imageId);

    /// <summary>Removes the writable layer, and what only this container kept of a removed image; nothing if there is none.</summary>
    Task RemoveLayerAsync(string containerId, CancellationToken cancellationToken);
}
