using Engine.Linux;

namespace Engine.Runtime.Monitor;

/// <summary>A handler that is one method of its owner.</summary>
internal sealed class ReadyHandler(Action ready) : IReadyHandler
{
    public void OnReady(EpollEvents events) => ready();
}
