using Engine.Host.Errors;
using Engine.Host.Images.Documents;
using Engine.Host.Registry;
using Engine.Host.Registry.Documents;

namespace Engine.Host.Images.Transfer;

/// <content>Questions to registries that bring no image.</content>
internal sealed partial class ImageTransfers
{
    private const int LargestSearchPage = 4 << 20;
    private const int DefaultSearchResults = 25;
    private const int MostSearchResults = 100;

    /// <summary>What a reference stands for at its registry, without fetching it.</summary>
    public async Task<RemoteDescription> DescribeAsync(ImageReference reference, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        try
        {
            var (repository, document) = await puller.ResolveAsync(reference, credentials, cancellationToken).ConfigureAwait(false);
            var reader = new RemoteImageReader(repository, reference, Platform.Host);
            var manifest = reader.Parse(document);
            if (manifest.IsIndex)
            {
                return new(document, manifest.MediaType ?? MediaTypes.OciIndex, [.. manifest.Manifests!.Select(entry => entry.Platform).OfType<Platform>()]);
            }

            var image = await reader.ReadAsync(document, cancellationToken).ConfigureAwait(false);
            Platform platform = new()
            {
                OperatingSystem = image.Configuration.OperatingSystem,
                Architecture = image.Configuration.Architecture,
                Variant = image.Configuration.Variant,
            };
            return new(document, manifest.MediaType ?? MediaTypes.OciManifest, [platform]);
        }
        catch (RegistryRefusal e)
        {
            throw RegistryErrors.OfImage(e, reference.Familiar, reference.FamiliarName);
        }
    }

    /// <summary>Asks a registry whether it knows these credentials.</summary>
    /// <returns>A refresh token in exchange for the password, or null if the registry gives none.</returns>
    /// <exception cref="EngineException">It does not, or cannot be reached.</exception>
    public async Task<string?> LogInAsync(string registry, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        var domain = DomainOf(registry);
        try
        {
            var repository = await pusher.ConnectAsync(domain, credentials, cancellationToken).ConfigureAwait(false);
            return repository.Client.IdentityToken;
        }
        catch (RegistryRefusal e)
        {
            throw new EngineException(
                EngineErrorKind.Unauthorized, ErrorCode.ImagePullDenied, $"login attempt to {registry} failed with status: {(int)e.Status} {e.Message}", e)
            { Subject = registry };
        }
    }

    /// <summary>Searches a registry's index; only docker.io and old registries have one.</summary>
    /// <param name="term">What to look for; <c>HOST[:PORT]/TERM</c> asks another registry.</param>
    /// <param name="limit">The most results, or null for docker's default.</param>
    /// <param name="credentials">For the registry.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<SearchResult>> SearchAsync(string term, int? limit, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        if (limit is < 0 or > MostSearchResults)
        {
            throw new InvalidArgumentException($"limit {limit} is outside the range of [1, {MostSearchResults}]");
        }

        var slash = term.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : term[..slash];
        var (domain, words) = first.AsSpan().ContainsAny('.', ':') || first == "localhost" ? (first, term[(slash + 1)..]) : ("index.docker.io", term);
        var endpoints = await directory.WriteAsync(domain, cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            var client = new RegistryClient(endpoints[i], directory, credentials, clock);
            var url = new Uri(endpoints[i].Root, $"v1/search?q={Uri.EscapeDataString(words)}&n={(limit is null or 0 ? DefaultSearchResults : limit)}");
            try
            {
                using var response = await client.SendAsync(() => new(HttpMethod.Get, url), "", cancellationToken).ConfigureAwait(false);
                return (await RegistryResponse.ReadJsonAsync(response, RegistryJson.Default.SearchPage, LargestSearchPage, cancellationToken).ConfigureAwait(false)).Results ?? [];
            }
            catch (RegistryRefusal e)
            {
                throw new InternalException($"Unexpected status code {(int)e.Status}", ErrorCode.RegistryUnavailable, e);
            }
            catch (EngineException) when (i < endpoints.Count - 1)
            {
                // Without TLS, then.
            }
        }
    }

    /// <summary>Removes what was fetched of layers that nobody fetches now.</summary>
    /// <returns>Bytes that are free again.</returns>
    public long RemoveUnfinished() => Storage.StoreSweep.RemovePartial(images.Layout, DateTime.MaxValue, downloads.IsIdle);

    // A login names docker.io by the address of its first index.
    private static string DomainOf(string server)
    {
        var host = server.Contains("://", StringComparison.Ordinal) ? server[(server.IndexOf("://", StringComparison.Ordinal) + 3)..] : server;
        var slash = host.IndexOf('/', StringComparison.Ordinal);
        host = slash < 0 ? host : host[..slash];
        return host is "" or "index.docker.io" or "registry-1.docker.io" ? "docker.io" : host;
    }
}
