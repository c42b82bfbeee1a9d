using System.Buffers;
using System.IO.Pipelines;
using Engine.Host.Containers;
using Engine.Host.Containers.Sessions;
using Engine.Host.Api.Streams;
using Engine.Protocol;

namespace Engine.Host.Api.Rpc;

/// <summary>The engine's end of a client's duplex pipe: standard input in, frames out. Disposing it completes both directions.</summary>
internal sealed class ClientStreams(IDuplexPipe pipe) : IAsyncDisposable
{
    public async ValueTask WriteAsync(StreamKind stream, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        OutputFrame.WriteHeader(pipe.Output.GetSpan(OutputFrame.HeaderSize), (OutputStream)stream, data.Length);
        pipe.Output.Advance(OutputFrame.HeaderSize);
        pipe.Output.Write(data.Span);
        await pipe.Output.FlushAsync(cancellationToken);
    }

    public Task PumpAsync(IContainerSession session, bool stdin, CancellationToken cancellationToken) =>
        SessionPump.RunAsync(session, stdin ? pipe.Input : null, pipe.Output, multiplexed: true, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await pipe.Output.CompleteAsync();
        await pipe.Input.CompleteAsync();
    }
}
