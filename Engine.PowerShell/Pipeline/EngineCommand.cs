using System.Management.Automation;
using Engine.PowerShell.Pipeline;
using Engine.Protocol;

namespace Engine.PowerShell.Commands;

/// <summary>What every cmdlet that talks to an engine has: the session, calls that Ctrl+C ends, and errors as records.</summary>
public abstract partial class EngineCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>The engine; without it the one connected last, then ENGINE_HOST, then this machine's.</summary>
    [Parameter]
    public EngineSession? Session { get; set; }

    private protected CancellationToken StopToken => _stopping.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Frees what the cmdlet holds.</summary>
    /// <param name="disposing">Called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Dispose();
        }
    }

    private protected EngineSession SessionOf(Container? container) => Session ?? container?.Session ?? SessionTable.Default;

    private protected EngineSession SessionOf(Image? image) => Session ?? image?.Session ?? SessionTable.Default;

    /// <summary>Makes a call and waits for its answer. A failure becomes an error record about <paramref name="target"/>.</summary>
    /// <returns>False: it failed, and the record was written.</returns>
    private protected bool TryCall<T>(EngineSession session, object? target, Func<EngineClient, CancellationToken, Task<T>> call, out T result)
    {
        try
        {
            result = Call(session, call);
            return true;
        }
        catch (Exception e) when (EngineErrorRecord.From(e, target) is { } record)
        {
            WriteEngineError(record);
            result = default!;
            return false;
        }
    }

    /// <summary>As <see cref="TryCall{T}"/> for a call without an answer.</summary>
    private protected bool TryCall(EngineSession session, object? target, Func<EngineClient, CancellationToken, Task> call) =>
        TryCall(
            session,
            target,
            async (client, token) =>
            {
                await call(client, token).ConfigureAwait(false);
                return true;
            },
            out _);

    private protected T Call<T>(EngineSession session, Func<EngineClient, CancellationToken, Task<T>> call)
    {
        var token = StopToken;
        try
        {
            return Task.Run(async () => await call(await session.GetClientAsync(token).ConfigureAwait(false), token).ConfigureAwait(false), token)
                .WaitAsync(token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Runs work that writes to the pipeline while it goes on.</summary>
    private protected void Pump(Func<PipelineQueue, CancellationToken, Task> work)
    {
        var queue = new PipelineQueue();
        queue.Run(this, token => work(queue, token), StopToken);
    }

    /// <summary>Writes a record; ends the pipeline with it when the engine itself is out of reach, since no later record can work then.</summary>
    internal void WriteEngineError(ErrorRecord record)
    {
        if (record.Exception is EngineConnectionException)
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }
}
