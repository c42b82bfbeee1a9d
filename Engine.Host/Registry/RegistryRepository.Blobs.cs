using System.Net;
using System.Net.Http.Headers;
using Engine.Host.Images.Documents;
using Engine.Host.Storage;

namespace Engine.Host.Registry;

/// <content>Blobs.</content>
internal sealed partial class RegistryRepository
{
    /// <summary>A small blob, whole and verified.</summary>
    /// <exception cref="Errors.EngineException">It is larger than <paramref name="limit"/>, or not what its descriptor says.</exception>
    public async Task<byte[]> GetBlobAsync(Descriptor descriptor, int limit, CancellationToken cancellationToken)
    {
        if (descriptor.Size > limit)
        {
            throw RegistryErrors.Invalid(descriptor.Digest!, $"it has {descriptor.Size} bytes, more than the limit of {limit}");
        }

        using var response = await OpenBlobAsync(descriptor.Digest!, 0, cancellationToken).ConfigureAwait(false);
        var content = await RegistryResponse.ReadAsync(response, limit, cancellationToken).ConfigureAwait(false);
        var digest = Sha256Digest.Of(content);
        return digest == descriptor.Digest ? content : throw StorageErrors.DigestMismatch("blob", descriptor.Digest!, digest);
    }

    /// <summary>Begins to fetch a blob, from an offset if the registry can; it answers 200 instead of 206 if it cannot.</summary>
    public Task<HttpResponseMessage> OpenBlobAsync(string digest, long offset, CancellationToken cancellationToken) => client.SendAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, client.Endpoint.Url($"{name}/blobs/{digest}"));
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            request.Headers.Range = offset > 0 ? new RangeHeaderValue(offset, null) : null;
            return request;
        },
        scope,
        cancellationToken);

    /// <summary>Whether the repository has a blob.</summary>
    public async Task<bool> HasBlobAsync(string digest, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(
            () => new(HttpMethod.Head, client.Endpoint.Url($"{name}/blobs/{digest}")), scope, cancellationToken, accepted: HttpStatusCode.NotFound).ConfigureAwait(false);
        return response.IsSuccessStatusCode;
    }
}
