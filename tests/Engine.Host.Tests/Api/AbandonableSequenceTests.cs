using System.Runtime.CompilerServices;
using Engine.Host.Api.Rpc;

namespace Engine.Host.Tests.Api;

public sealed class AbandonableSequenceTests
{
    private bool ended;

    [Fact]
    public async Task Reader_that_leaves_while_it_waits_ends_the_sequence()
    {
        var reader = new AbandonableSequence<int>(OneAndThenNoneAsync, TestContext.Current.CancellationToken).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(1, reader.Current);
        Task<bool> waiting = reader.MoveNextAsync().AsTask();

        await reader.DisposeAsync();

        Assert.True(ended);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Call_that_is_cancelled_ends_the_sequence()
    {
        using var call = new CancellationTokenSource();
        await using var reader = new AbandonableSequence<int>(OneAndThenNoneAsync, call.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await reader.MoveNextAsync());
        await call.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.MoveNextAsync().AsTask());
    }

    private async IAsyncEnumerable<int> OneAndThenNoneAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return 1;
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            ended = true;
        }
    }
}
