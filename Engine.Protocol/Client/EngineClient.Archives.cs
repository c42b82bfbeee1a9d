using System.IO.Pipelines;
using Nerdbank.Streams;

namespace Engine.Protocol;

public sealed partial class EngineClient
{
    /// <summary>Receives a file or a directory of a container as a tar archive.</summary>
    /// <param name="container">The container's name or id.</param>
    /// <param name="path">Its path.</param>
    /// <param name="archive">Gets the archive.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task CopyFromContainerAsync(string container, string path, Stream archive, CancellationToken cancellationToken) =>
        ReceiveArchiveAsync(pipe => Containers.CopyFromContainerAsync(container, path, pipe, cancellationToken), archive, cancellationToken);

    /// <summary>Receives all of a container's own files as a tar archive.</summary>
    /// <param name="container">The container's name or id.</param>
    /// <param name="archive">Gets the archive.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task ExportContainerAsync(string container, Stream archive, CancellationToken cancellationToken) =>
        ReceiveArchiveAsync(pipe => Containers.ExportContainerAsync(container, pipe, cancellationToken), archive, cancellationToken);

    /// <summary>Sends a tar archive that is unpacked in a directory of a container.</summary>
    /// <param name="container">The container's name or id.</param>
    /// <param name="path">The directory.</param>
    /// <param name="ownedByUser">Everything becomes the container's user's.</param>
    /// <param name="archive">The archive; read to the end.</param>
    /// <param name="cancellationToken">Ends it; what was unpacked stays.</param>
    public async Task CopyToContainerAsync(string container, string path, bool ownedByUser, Stream archive, CancellationToken cancellationToken)
    {
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (mine, theirs) = FullDuplexStream.CreatePipePair();
        var call = Containers.CopyToContainerAsync(container, path, ownedByUser, theirs, cancellationToken);
        var send = SendAsync(archive, mine.Output, sending.Token);
        try
        {
            // An engine that refuses the archive does so before its end: the answer, not the sending, decides.
            await Task.WhenAny(call, send).ConfigureAwait(false);
            if (send.IsFaulted)
            {
                await send.ConfigureAwait(false);
            }

            await call.ConfigureAwait(false);
        }
        finally
        {
            await sending.CancelAsync().ConfigureAwait(false);
            await mine.Input.CompleteAsync().ConfigureAwait(false);
            await send.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ReceiveArchiveAsync(Func<IDuplexPipe, Task> begin, Stream archive, CancellationToken cancellationToken)
    {
        var (mine, theirs) = FullDuplexStream.CreatePipePair();
        var call = begin(theirs);
        var receive = mine.Input.CopyToAsync(archive, cancellationToken);
        try
        {
            // A call that failed may not complete the pipe; one that succeeded did after the last byte.
            await Task.WhenAny(call, receive).ConfigureAwait(false);
            if (!call.IsFaulted)
            {
                await receive.ConfigureAwait(false);
            }

            await call.ConfigureAwait(false);
        }
        finally
        {
            await mine.Input.CompleteAsync().ConfigureAwait(false);
            await mine.Output.CompleteAsync().ConfigureAwait(false);
        }
    }
}
