using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary>Something with a descriptor in the <see cref="EventLoop"/>.</summary>
internal interface IReadyHandler
{
    /// <summary>The descriptor is ready for what it is watched for, or broken.</summary>
    void OnReady(EpollEvents events);
}
