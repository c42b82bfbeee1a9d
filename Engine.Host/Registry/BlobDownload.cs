using System.Net;
using Engine.Host.Errors;
using Engine.Host.Images.Documents;

namespace Engine.Host.Registry;

/// <summary>
/// A blob as a stream that outlives its connections: what an earlier attempt has left in a file comes first, the rest from the registry, and a
/// connection that breaks or falls silent is made again from where it was. It ends after exactly the bytes that the descriptor promises.
/// </summary>
/// <param name="repository">Where the blob is.</param>
/// <param name="descriptor">The blob.</param>
/// <param name="begun">The first part of it, or null. Whether it is right is for whoever hashes the whole.</param>
internal sealed class BlobDownload(RegistryRepository repository, Descriptor descriptor, FileStream? begun) : Stream
{
    // A connection that brings this much counts as getting on; below it, breaking again and again comes to an end.
    private const long Progress = 64 * 1024;

    // The file may grow meanwhile, by what is read here.
    private readonly long begunLength = begun?.Length ?? 0;
    private HttpResponseMessage? response;
    private Stream? body;
    private long position;
    private long lastFailure;
    private int failures;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => descriptor.Size;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = (int)Math.Min(buffer.Length, descriptor.Size - position);
        while (wanted > 0)
        {
            try
            {
                var n = position < begunLength
                    ? await begun!.ReadAsync(buffer[..(int)Math.Min(wanted, begunLength - position)], cancellationToken).ConfigureAwait(false)
                    : await ReadNetworkAsync(buffer[..wanted], cancellationToken).ConfigureAwait(false);
                if (n > 0)
                {
                    position += n;
                    return n;
                }

                throw new HttpRequestException("unexpected EOF");
            }
            catch (Exception e) when (e is HttpRequestException or IOException
                or Errors.EngineException { InnerException: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } })
            {
                CloseBody();
                await FailedAsync(e, cancellationToken).ConfigureAwait(false);
            }
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        CloseBody();
        begun?.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadNetworkAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        body ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = body.ReadAsync(buffer, stalled.Token);
        if (reading.IsCompleted)
        {
            return await reading.ConfigureAwait(false);
        }

        stalled.CancelAfter(repository.Client.Options.StallTimeout);
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("the registry has fallen silent");
        }
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        response = await repository.OpenBlobAsync(descriptor.Digest!, position, cancellationToken).ConfigureAwait(false);
        var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            return response.Content.Headers.ContentRange?.From == position
                ? content
                : throw RegistryErrors.Invalid(descriptor.Digest!, "the registry answers with another part than was asked for");
        }

        // It cannot resume: what is here already comes once more and is passed over.
        var buffer = new byte[64 * 1024];
        for (long skipped = 0; skipped < position;)
        {
            var n = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, position - skipped)), cancellationToken).ConfigureAwait(false);
            skipped += n > 0 ? n : throw new HttpRequestException("unexpected EOF");
        }

        return content;
    }

    private async Task FailedAsync(Exception cause, CancellationToken cancellationToken)
    {
        failures = position - lastFailure >= Progress ? 1 : failures + 1;
        lastFailure = position;
        if (failures >= repository.Client.Options.MaxAttempts)
        {
            throw new InternalException($"error pulling image {descriptor.Digest}: after {position} of {descriptor.Size} bytes: {cause.Message}", ErrorCode.RegistryUnavailable, cause);
        }

        await repository.Client.BackOffAsync(failures, null, cancellationToken).ConfigureAwait(false);
    }

    private void CloseBody()
    {
        body?.Dispose();
        response?.Dispose();
        body = null;
        response = null;
    }
}
