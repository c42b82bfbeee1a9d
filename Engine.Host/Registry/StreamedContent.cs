using System.Net;

namespace Engine.Host.Registry;

/// <summary>The body of a request that is written while it is sent. Without a length it goes in chunks (RFC 9112, 7.1).</summary>
internal sealed class StreamedContent(Func<Stream, CancellationToken, Task> write, long? length) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => write(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => write(stream, cancellationToken);

    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }
}
