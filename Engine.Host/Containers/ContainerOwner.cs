using Engine.Host.Containers.Monitors;
using Engine.Host.Events;

namespace Engine.Host.Containers;

/// <summary>
/// The one owner of a container: every change goes through its gate, one after the other; nothing waits for another container's.
/// Readers take the immutable <see cref="Container"/> and never wait. Parts: <c>.Start</c>, <c>.Signals</c>, <c>.Exit</c>, <c>.Remove</c>,
/// <c>.Sessions</c>, <c>.Execs</c>, <c>.Networks</c>, <c>.Health</c>, <c>.Restore</c>.
/// </summary>
internal sealed partial class ContainerOwner : IMonitorEvents, IDisposable
{
    private readonly ContainerDependencies services;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ContainerWaiters waiters = new();
    private MonitorConnection? monitor;
    private volatile Container container;

    public ContainerOwner(ContainerDependencies services, Container container)
    {
        this.services = services;
        this.container = container;
        Paths = new ContainerPaths(services.Options.DataRoot, services.Options.ExecRoot, container.Id);
    }

    /// <summary>The container as it is now.</summary>
    public Container Container => container;

    /// <summary>Its id.</summary>
    public string Id => container.Id;

    /// <summary>Where its files are.</summary>
    public ContainerPaths Paths { get; }

    /// <summary>Registers a wait.</summary>
    public Task<WaitResult> WaitAsync(WaitCondition condition, CancellationToken cancellationToken) =>
        waiters.Wait(condition, () => container.State).WaitAsync(cancellationToken);

    /// <summary>Gives it another name.</summary>
    public async Task RenameAsync(string newName, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            string oldName = container.Name;
            services.Index.Reserve(newName, Id);
            try
            {
                await CommitAsync(container with { Name = newName });
            }
            catch
            {
                services.Index.Release(newName);
                throw;
            }

            services.Index.Release(oldName);
            await services.Networks.RenamedAsync(container);
            Publish("rename", ("oldName", "/" + oldName));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Leaves the container as it is: it goes on without this process.</summary>
    public void Dispose()
    {
        restartCancellation?.Cancel();
        StopWatchingHealth();
        monitor?.Dispose();
    }

    /// <summary>Tells listeners what happened to the container.</summary>
    public void Publish(string action, params ReadOnlySpan<(string Key, string Value)> details)
    {
        var attributes = new Dictionary<string, string>(container.Configuration.Labels)
        {
            ["image"] = container.Configuration.Image,
            ["name"] = container.Name,
        };
        foreach ((string key, string value) in details)
        {
            attributes[key] = value;
        }

        services.Events.Publish(new EngineEvent { Type = "container", Action = action, ActorId = Id, Attributes = attributes });
    }

    // What readers see is durable already.
    private async Task CommitAsync(Container next)
    {
        await services.Store.SaveAsync(next);
        container = next;
    }

    private Task CommitAsync(ContainerState next) => CommitAsync(container with { State = next });
}
