using Engine.Host.Containers;

namespace Engine.Host.Networking;

/// <summary>Hears of the network namespaces of containers, as name resolution must. Called under the container's gate: be quick.</summary>
internal interface ISandboxListener
{
    /// <summary>
    /// The container's interfaces are up and its program has not been started; or a running one was found again when the engine started.
    /// It is not called for containers without a network namespace of their own. A failure fails the start.
    /// </summary>
    /// <param name="container">With addresses in <see cref="Container.Networks"/>.</param>
    /// <param name="pid">A process in the namespace: <c>/proc/PID/ns/net</c>.</param>
    /// <param name="starts">Its program is not started yet.</param>
    Task OpenedAsync(Container container, int pid, bool starts);

    /// <summary>The container was connected or disconnected while it runs, or renamed.</summary>
    Task ChangedAsync(Container container);

    /// <summary>The container has ended; its namespace may be gone.</summary>
    void Closed(string containerId);
}
