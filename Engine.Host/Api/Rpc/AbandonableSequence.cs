namespace Engine.Host.Api.Rpc;

/// <summary>
/// A sequence whose reader may leave while it waits for the next element, as a client does that stops following a log: StreamJsonRpc then disposes
/// of the enumerator, and one that the compiler wrote refuses that and goes on waiting.
/// </summary>
/// <param name="source">Begins the sequence; its token ends it.</param>
/// <param name="cancellationToken">The call's.</param>
internal sealed class AbandonableSequence<T>(Func<CancellationToken, IAsyncEnumerable<T>> source, CancellationToken cancellationToken) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken reading = default)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, reading);
        return new Enumerator(source(end.Token).GetAsyncEnumerator(end.Token), end);
    }

    private sealed class Enumerator(IAsyncEnumerator<T> inner, CancellationTokenSource end) : IAsyncEnumerator<T>
    {
        private Task<bool> moving = Task.FromResult(false);

        public T Current => inner.Current;

        public ValueTask<bool> MoveNextAsync() => new(moving = inner.MoveNextAsync().AsTask());

        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            await moving.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await inner.DisposeAsync();
            end.Dispose();
        }
    }
}
