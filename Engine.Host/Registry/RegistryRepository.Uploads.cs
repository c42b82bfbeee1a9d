using System.Net;
using System.Net.Http.Headers;
using Engine.Host.Storage;

namespace Engine.Host.Registry;

/// <content>Sending.</content>
internal sealed partial class RegistryRepository
{
    private static readonly MediaTypeHeaderValue Binary = new("application/octet-stream");

    /// <summary>Whether the registry is there and lets these credentials write.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(() => new(HttpMethod.Get, client.Endpoint.Url("")), scope, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins an upload. If <paramref name="from"/> has the blob and the registry takes it from there, nothing is left to do.</summary>
    /// <param name="digest">The blob, if its digest is known.</param>
    /// <param name="from">Another repository of the registry that has it, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Where to send the content, or null if the repository has the blob now.</returns>
    public async Task<Uri?> BeginUploadAsync(string? digest, string? from, CancellationToken cancellationToken)
    {
        var query = digest is null || from is null ? "" : $"?mount={Uri.EscapeDataString(digest)}&from={Uri.EscapeDataString(from)}";
        using var response = await client.SendAsync(
            () => new(HttpMethod.Post, client.Endpoint.Url($"{name}/blobs/uploads/{query}")) { Content = Empty() },
            query.Length == 0 ? scope : $"{scope} repository:{from}:pull",
            cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.Created && digest is not null ? null : LocationOf(response);
    }

    /// <summary>Sends a blob whose digest is known in one request.</summary>
    public async Task UploadAsync(Uri location, string digest, long size, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(
            () => new(HttpMethod.Put, WithDigest(location, digest)) { Content = Content(write, size) }, scope, cancellationToken, isRepeatable: false).ConfigureAwait(false);
    }

    /// <summary>Sends a blob whose digest and length are known only when it has been sent.</summary>
    /// <param name="location">Where to.</param>
    /// <param name="write">Writes the content, once.</param>
    /// <param name="digest">Answers its digest afterwards.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async Task UploadStreamAsync(Uri location, Func<Stream, CancellationToken, Task> write, Func<string> digest, CancellationToken cancellationToken)
    {
        using (var response = await client.SendAsync(
            () => new(HttpMethod.Patch, location) { Content = Content(write, null) }, scope, cancellationToken, isRepeatable: false).ConfigureAwait(false))
        {
            location = LocationOf(response);
        }

        using var completed = await client.SendAsync(
            () => new(HttpMethod.Put, WithDigest(location, digest())) { Content = Empty() }, scope, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts a manifest under a tag or its digest.</summary>
    /// <exception cref="Errors.EngineException">The registry says that it is another one now.</exception>
    public async Task PutManifestAsync(string reference, ManifestDocument manifest, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(
            () => new(HttpMethod.Put, client.Endpoint.Url($"{name}/manifests/{reference}"))
            {
                Content = new ByteArrayContent(manifest.Content) { Headers = { ContentType = new MediaTypeHeaderValue(manifest.MediaType) } },
            },
            scope,
            cancellationToken).ConfigureAwait(false);
        if (response.Headers.TryGetValues("Docker-Content-Digest", out var digests) && digests.FirstOrDefault() is var digest && Sha256Digest.IsValid(digest)
            && digest != manifest.Digest)
        {
            throw StorageErrors.DigestMismatch($"manifest of {name}", manifest.Digest, digest!);
        }
    }

    private static ByteArrayContent Empty() => new([]);

    private static StreamedContent Content(Func<Stream, CancellationToken, Task> write, long? size) => new(write, size) { Headers = { ContentType = Binary } };

    private static Uri LocationOf(HttpResponseMessage response)
    {
        var asked = response.RequestMessage!.RequestUri!;
        if (response.Headers.Location is not { } given)
        {
            throw RegistryErrors.Invalid(asked.ToString(), "the registry does not say where to send the content");
        }

        var location = new Uri(asked, given);

        // A registry behind a proxy that ends TLS may not know that it is spoken with by TLS.
        return location.Scheme == "http" && asked.Scheme == "https" && location.Host == asked.Host ? new UriBuilder(location) { Scheme = "https", Port = asked.Port }.Uri
            : location.Scheme == asked.Scheme || location.Scheme == "https" ? location
            : throw RegistryErrors.Invalid(asked.ToString(), $"the content would have to go to {location}, which is not allowed");
    }

    private static Uri WithDigest(Uri location, string digest)
    {
        var query = location.Query.Length > 1 ? location.Query + "&" : "?";
        return new UriBuilder(location) { Query = query + "digest=" + Uri.EscapeDataString(digest) }.Uri;
    }
}
