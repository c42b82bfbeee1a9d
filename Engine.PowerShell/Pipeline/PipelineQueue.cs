using System.Management.Automation;
using System.Threading.Channels;

namespace Engine.PowerShell.Pipeline;

/// <summary>
/// Carries what asynchronous work has for the pipeline to the pipeline's own thread, the only one that may write to it. Bounded, so that
/// a slow consumer slows the engine's stream down and nothing piles up in memory.
/// </summary>
internal sealed class PipelineQueue
{
    private const int Capacity = 256;
    private readonly Channel<Action<Cmdlet>> _items =
        Channel.CreateBounded<Action<Cmdlet>>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Has an object written to the output.</summary>
    public ValueTask WriteAsync(object item, CancellationToken cancellationToken) =>
        PostAsync(cmdlet => cmdlet.WriteObject(item), cancellationToken);

    /// <summary>Has something done on the pipeline's thread.</summary>
    public ValueTask PostAsync(Action<Cmdlet> action, CancellationToken cancellationToken) => _items.Writer.WriteAsync(action, cancellationToken);

    /// <summary>Runs the work on the thread pool and, on the calling thread, what it posts, until both are done.</summary>
    /// <param name="cmdlet">The cmdlet whose pipeline thread this is.</param>
    /// <param name="work">The work. It is told to end when the pipeline is stopped or does not want any more.</param>
    /// <param name="stopping">The pipeline was stopped: return at once, without waiting for the work to notice.</param>
    public void Run(Cmdlet cmdlet, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var token = ending.Token;
        var running = Task.Run(
            async () =>
            {
                try
                {
                    await work(token).ConfigureAwait(false);
                    _items.Writer.Complete();
                }
                catch (Exception e)
                {
                    _items.Writer.Complete(e);
                    throw;
                }
            },
            CancellationToken.None);
        // Observed here for the case that nobody waits any more.
        _ = running.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            while (_items.Reader.WaitToReadAsync(stopping).AsTask().GetAwaiter().GetResult())
            {
                while (_items.Reader.TryRead(out var action))
                {
                    action(cmdlet);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            ending.Cancel();
        }
    }
}
