using System.IO.Pipelines;
using Engine.Host.Containers.Sessions;
using Engine.Linux;

namespace Engine.Host.Api.Streams;

/// <summary>Moves bytes between a client's connection and the standard streams of a process: two loops, one a direction.</summary>
internal static class SessionPump
{
    /// <summary>Runs until the output ends or the client is gone. The end of the client's sending side only ends standard input.</summary>
    /// <param name="session">The process's side.</param>
    /// <param name="input">From the client, or null when it sends none.</param>
    /// <param name="output">To the client.</param>
    /// <param name="multiplexed">Put a header before every piece of output.</param>
    /// <param name="cancellationToken">The client is gone, or the daemon stops.</param>
    public static async Task RunAsync(
        IContainerSession session, PipeReader? input, PipeWriter output, bool multiplexed, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = input is null ? Task.CompletedTask : ReceiveAsync(session, input, ended.Token);
        try
        {
            await SendAsync(session, output, multiplexed, ended.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await receiving;
        }
    }

    private static async Task SendAsync(IContainerSession session, PipeWriter output, bool multiplexed, CancellationToken cancellationToken)
    {
        while (await session.ReadAsync(cancellationToken) is { } frame)
        {
            StreamHeader.WriteFrame(output, frame.Stream, frame.Data.Span, multiplexed);
            if ((await output.FlushAsync(cancellationToken)).IsCompleted)
            {
                return;
            }
        }
    }

    private static async Task ReceiveAsync(IContainerSession session, PipeReader input, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var result = await input.ReadAsync(cancellationToken);
                try
                {
                    foreach (var segment in result.Buffer)
                    {
                        await session.WriteStdinAsync(segment, cancellationToken);
                    }
                }
                finally
                {
                    // The pipe's owner reads on when this is over, and may not while a read is open.
                    input.AdvanceTo(result.Buffer.End);
                }

                if (result.IsCompleted)
                {
                    await session.CloseStdinAsync(cancellationToken);
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or LinuxException or ObjectDisposedException)
        {
            // The process ended or does not read any more; its output tells the client, not its input.
        }
    }
}
