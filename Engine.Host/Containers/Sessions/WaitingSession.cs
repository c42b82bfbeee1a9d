using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Sessions;

/// <summary>A session with a container that has not started yet. It becomes the real one at the start, or ends with the container.</summary>
internal sealed class WaitingSession(AttachRequest request, bool tty) : IContainerSession
{
    private readonly TaskCompletionSource<IContainerSession?> connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the client wants.</summary>
    public AttachRequest Request => request;

    /// <summary>The client has left.</summary>
    public bool IsAbandoned => connected.Task.IsCanceled;

    public bool Tty => tty;

    public ExitRecord? Exit => connected.Task is { IsCompletedSuccessfully: true } task ? task.GetAwaiter().GetResult()?.Exit : null;

    /// <summary>The container starts.</summary>
    public void Connect(IContainerSession session)
    {
        if (!connected.TrySetResult(session))
        {
            _ = session.DisposeAsync().AsTask();
        }
    }

    /// <summary>The container will not start.</summary>
    public void End() => connected.TrySetResult(null);

    public async ValueTask WriteStdinAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (await connected.Task.WaitAsync(cancellationToken) is { } session)
        {
            await session.WriteStdinAsync(data, cancellationToken);
        }
    }

    public async ValueTask CloseStdinAsync(CancellationToken cancellationToken)
    {
        if (await connected.Task.WaitAsync(cancellationToken) is { } session)
        {
            await session.CloseStdinAsync(cancellationToken);
        }
    }

    public async ValueTask<StreamFrame?> ReadAsync(CancellationToken cancellationToken) =>
        await connected.Task.WaitAsync(cancellationToken) is { } session ? await session.ReadAsync(cancellationToken) : null;

    public async ValueTask DisposeAsync()
    {
        if (!connected.TrySetCanceled() && connected.Task.IsCompletedSuccessfully && await connected.Task is { } session)
        {
            await session.DisposeAsync();
        }
    }
}
