using System.Net;
using System.Net.Http.Headers;
using Engine.Host.Images.Documents;
using Engine.Host.Registry.Documents;
using Engine.Host.Storage;

namespace Engine.Host.Registry;

/// <summary>One repository of a registry (OCI distribution-spec 1.1).</summary>
internal sealed partial class RegistryRepository(RegistryClient client, string name, bool isWritten = false)
{
    private const int LargestManifest = 4 << 20;
    private const int LargestTagPage = 4 << 20;
    private const int MostTags = 100_000;

    // Without a name it is the registry itself, and all that is asked for is to be known.
    private readonly string scope = name.Length == 0 ? "" : $"repository:{name}:{(isWritten ? "pull,push" : "pull")}";

    public string Name => name;

    public RegistryClient Client => client;

    /// <summary>Fetches a manifest or index by tag or digest; what was asked for by digest has that digest.</summary>
    public async Task<ManifestDocument> GetManifestAsync(string reference, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(() => ManifestRequest(HttpMethod.Get, reference), scope, cancellationToken).ConfigureAwait(false);
        var content = await RegistryResponse.ReadAsync(response, LargestManifest, cancellationToken).ConfigureAwait(false);
        var digest = Sha256Digest.Of(content);
        return Sha256Digest.IsValid(reference) && digest != reference
            ? throw StorageErrors.DigestMismatch($"manifest of {name}", reference, digest)
            : new(content, response.Content.Headers.ContentType?.MediaType ?? "", digest);
    }

    /// <summary>Every tag of the repository.</summary>
    public async Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        Uri? page = client.Endpoint.Url($"{name}/tags/list");
        while (page is not null && tags.Count < MostTags)
        {
            var url = page;
            using var response = await client.SendAsync(() => new(HttpMethod.Get, url), scope, cancellationToken).ConfigureAwait(false);
            tags.AddRange((await RegistryResponse.ReadJsonAsync(response, RegistryJson.Default.TagList, LargestTagPage, cancellationToken).ConfigureAwait(false)).Tags ?? []);
            page = NextPage(response, url);
        }

        return tags;
    }

    private static Uri? NextPage(HttpResponseMessage response, Uri present)
    {
        // Link: </v2/NAME/tags/list?last=…>; rel="next"
        var link = response.Headers.TryGetValues("Link", out var values) ? values.FirstOrDefault(value => value.Contains("rel=\"next\"", StringComparison.Ordinal)) : null;
        var end = link?.IndexOf('>', StringComparison.Ordinal) ?? -1;
        var next = end > 1 && link![0] == '<' && Uri.TryCreate(present, link[1..end], out var uri) ? uri : null;
        return next?.Authority == present.Authority && next != present ? next : null;
    }

    private HttpRequestMessage ManifestRequest(HttpMethod method, string reference)
    {
        var request = new HttpRequestMessage(method, client.Endpoint.Url($"{name}/manifests/{reference}"));
        foreach (var type in (ReadOnlySpan<string>)[MediaTypes.OciManifest, MediaTypes.OciIndex, MediaTypes.DockerManifest, MediaTypes.DockerManifestList,
            MediaTypes.DockerSchema1Signed, MediaTypes.DockerSchema1])
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        return request;
    }

    /// <summary>Whether the repository has a manifest with this digest.</summary>
    public async Task<bool> HasManifestAsync(string digest, CancellationToken cancellationToken)
    {
        using var response = await client
            .SendAsync(() => ManifestRequest(HttpMethod.Head, digest), scope, cancellationToken, accepted: HttpStatusCode.NotFound).ConfigureAwait(false);
        return response.IsSuccessStatusCode;
    }
}
