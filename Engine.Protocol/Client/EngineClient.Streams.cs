using System.IO.Pipelines;
using Nerdbank.Streams;

namespace Engine.Protocol;

public sealed partial class EngineClient
{
    private const int ArchiveBlock = 256 * 1024;

    /// <summary>Sends an archive and returns the images it brought.</summary>
    /// <param name="request">What it is.</param>
    /// <param name="archive">Its bytes; read to the end.</param>
    /// <param name="cancellationToken">Ends the import; nothing of it stays.</param>
    public async Task<IReadOnlyList<ImageInfo>> ImportImageAsync(ImageImportRequest request, Stream archive, CancellationToken cancellationToken)
    {
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (mine, theirs) = FullDuplexStream.CreatePipePair();
        var call = Images.ImportImageAsync(request, theirs, cancellationToken);
        var send = SendAsync(archive, mine.Output, sending.Token);
        try
        {
            // An engine that refuses the archive does so before its end: the answer, not the sending, decides.
            await Task.WhenAny(call, send).ConfigureAwait(false);
            if (send.IsFaulted)
            {
                await send.ConfigureAwait(false);
            }

            return await call.ConfigureAwait(false);
        }
        finally
        {
            await sending.CancelAsync().ConfigureAwait(false);
            await mine.Input.CompleteAsync().ConfigureAwait(false);
            await send.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Receives an archive of images.</summary>
    /// <param name="request">Which images.</param>
    /// <param name="archive">Gets its bytes.</param>
    /// <param name="received">Hears the number of bytes so far, or null.</param>
    /// <param name="cancellationToken">Ends the export; the archive is not whole then.</param>
    public async Task ExportImagesAsync(ImageExportRequest request, Stream archive, Action<long>? received, CancellationToken cancellationToken)
    {
        var (mine, theirs) = FullDuplexStream.CreatePipePair();
        var call = Images.ExportImagesAsync(request, theirs, cancellationToken);
        try
        {
            await mine.Output.CompleteAsync().ConfigureAwait(false);
            long bytes = 0;
            var receive = Task.Run(
                async () =>
                {
                    for (var result = await mine.Input.ReadAsync(cancellationToken).ConfigureAwait(false); ; result = await mine.Input.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        foreach (var part in result.Buffer)
                        {
                            await archive.WriteAsync(part, cancellationToken).ConfigureAwait(false);
                            bytes += part.Length;
                        }

                        received?.Invoke(bytes);
                        mine.Input.AdvanceTo(result.Buffer.End);
                        if (result.IsCompleted)
                        {
                            return;
                        }
                    }
                },
                cancellationToken);
            await Task.WhenAny(call, receive).ConfigureAwait(false);
            if (!call.IsCompleted || call.IsCompletedSuccessfully)
            {
                await receive.ConfigureAwait(false);
            }

            await call.ConfigureAwait(false);
        }
        finally
        {
            await mine.Input.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Runs a process in a container and returns its exit status once all of its output was given to <paramref name="output"/>.</summary>
    /// <param name="container">The container's name or id.</param>
    /// <param name="spec">The process.</param>
    /// <param name="input">Its standard input, or null; read to the end when <see cref="ExecSpec.Stdin"/> is set.</param>
    /// <param name="output">Gets what it writes, in order; the memory is only valid until it returns.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public async Task<int> ExecAsync(
        string container, ExecSpec spec, Stream? input, Func<OutputStream, ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellationToken)
    {
        var exec = await Containers.CreateExecAsync(container, spec, cancellationToken).ConfigureAwait(false);
        var (mine, theirs) = FullDuplexStream.CreatePipePair();
        var call = Containers.StartExecAsync(exec, theirs, cancellationToken);
        await PumpAsync(call, mine, input, output, cancellationToken).ConfigureAwait(false);
        return await call.ConfigureAwait(false);
    }

    /// <summary>Connects to a container's streams and returns when its output ended.</summary>
    /// <param name="container">The container's name or id.</param>
    /// <param name="options">Which streams.</param>
    /// <param name="input">Its standard input, or null; read to the end when <see cref="AttachOptions.Stdin"/> is set.</param>
    /// <param name="output">As for <see cref="ExecAsync"/>.</param>
    /// <param name="cancellationToken">Ends the attachment, not the container.</param>
    public async Task AttachAsync(
        string container, AttachOptions options, Stream? input, Func<OutputStream, ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellationToken)
    {
        var (mine, theirs) = FullDuplexStream.CreatePipePair();
        var call = Containers.AttachContainerAsync(container, options, theirs, cancellationToken);
        await PumpAsync(call, mine, input, output, cancellationToken).ConfigureAwait(false);
        await call.ConfigureAwait(false);
    }

    private static async Task PumpAsync(
        Task call, IDuplexPipe pipe, Stream? input, Func<OutputStream, ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellationToken)
    {
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var send = SendAsync(input ?? Stream.Null, pipe.Output, sending.Token);
        try
        {
            var receive = ReceiveAsync(pipe.Input, output, cancellationToken);
            await Task.WhenAny(call, receive).ConfigureAwait(false);
            // A call that failed never completes the pipe; one that succeeded did after the last frame.
            if (!call.IsCompleted || call.IsCompletedSuccessfully)
            {
                await receive.ConfigureAwait(false);
            }
        }
        finally
        {
            await sending.CancelAsync().ConfigureAwait(false);
            await pipe.Input.CompleteAsync().ConfigureAwait(false);
            await send.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task SendAsync(Stream source, PipeWriter destination, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            while (true)
            {
                var read = await source.ReadAsync(destination.GetMemory(ArchiveBlock), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                destination.Advance(read);
                if ((await destination.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception e)
        {
            fault = e;
            throw;
        }
        finally
        {
            await destination.CompleteAsync(fault).ConfigureAwait(false);
        }
    }

    private static async Task ReceiveAsync(
        PipeReader source, Func<OutputStream, ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            while (OutputFrame.TryRead(ref buffer, out var stream, out var payload))
            {
                foreach (var part in payload)
                {
                    await output(stream, part).ConfigureAwait(false);
                }
            }

            source.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return;
            }
        }
    }
}
