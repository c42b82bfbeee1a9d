using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Engine.Host.Registry.Documents;

namespace Engine.Host.Registry;

/// <summary>Reading answers whose size nobody vouches for.</summary>
internal static class RegistryResponse
{
    private const int LargestError = 64 * 1024;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    /// <summary>The whole body.</summary>
    /// <exception cref="Errors.EngineException">It is larger than <paramref name="limit"/>.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        var url = response.RequestMessage!.RequestUri!;
        if (response.Content.Headers.ContentLength > limit)
        {
            throw TooLarge(url, limit);
        }

        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stalled.CancelAfter(LongestSilence);
        try
        {
            await using var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            for (int n; (n = await content.ReadAsync(buffer, stalled.Token).ConfigureAwait(false)) > 0; stalled.CancelAfter(LongestSilence))
            {
                body.Write(buffer, 0, body.Length + n <= limit ? n : throw TooLarge(url, limit));
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new HttpRequestException("the answer was cut off", e);
        }

        return body.ToArray();
    }

    /// <summary>The body as a document.</summary>
    public static async Task<T> ReadJsonAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, int limit, CancellationToken cancellationToken)
        where T : class
    {
        var body = await ReadAsync(response, limit, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw RegistryErrors.Invalid(response.RequestMessage!.RequestUri!.ToString(), $"the answer is not what it should be: {e.Message}");
        }
    }

    /// <summary>What a refusing answer says.</summary>
    public static async Task<RegistryRefusal> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        RegistryErrorBody? body = null;
        try
        {
            body = JsonSerializer.Deserialize(await ReadAsync(response, LargestError, cancellationToken).ConfigureAwait(false), RegistryJson.Default.RegistryErrorBody);
        }
        catch (Exception e) when (e is JsonException or Errors.EngineException or HttpRequestException)
        {
            // Then the status has to tell it.
        }

        // Docker Hub tells so of what is private or not there.
        if (response.Headers.WwwAuthenticate.Select(value => AuthenticationChallenge.Parse(value.Scheme, value.Parameter))
            .Any(challenge => challenge.Scheme == "bearer" && challenge["error"] == "insufficient_scope"))
        {
            body = new() { Errors = [new() { Code = "DENIED", Message = "requested access to the resource is denied" }] };
        }

        return RegistryRefusal.From(response.RequestMessage!.Method, response.RequestMessage.RequestUri!, response.StatusCode, body);
    }

    public static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Errors.EngineException TooLarge(Uri url, int limit) => RegistryErrors.Invalid(url.ToString(), $"the answer is larger than {limit} bytes");
}
