using Engine.Host.Containers.Sessions;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Execs;

/// <summary>The streams of an exec. Its end is recorded before the client sees it, so that an inspection right after is true.</summary>
internal sealed class ExecSession(IContainerSession inner, Action<int> onExit) : IContainerSession
{
    private bool reported;

    public bool Tty => inner.Tty;

    public ExitRecord? Exit => inner.Exit;

    public ValueTask WriteStdinAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => inner.WriteStdinAsync(data, cancellationToken);

    public ValueTask CloseStdinAsync(CancellationToken cancellationToken) => inner.CloseStdinAsync(cancellationToken);

    public async ValueTask<StreamFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        StreamFrame? frame = await inner.ReadAsync(cancellationToken);
        if (frame is null && inner.Exit is { } exit && !reported)
        {
            reported = true;
            onExit(exit.ExitCode);
        }

        return frame;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
