using System.Net;
using System.Net.Http.Headers;
using Engine.Host.Errors;

namespace Engine.Host.Registry;

/// <summary>
/// Requests to one endpoint on behalf of one operation: authentication when it is asked for, redirects without the credentials, and again after
/// a failure that may pass. What it cannot have becomes an <see cref="EngineException"/> (the network) or a <see cref="RegistryRefusal"/> (the registry).
/// </summary>
internal sealed class RegistryClient(RegistryEndpoint endpoint, RegistryDirectory directory, RegistryCredentials credentials, TimeProvider clock)
{
    private const int MostRedirects = 5;

    // A manifest, or the end of an upload, is answered after everything was hashed and stored.
    private const int PatienceWithContent = 10;
    private static readonly ProductInfoHeaderValue UserAgent = new("engine", "1.0");

    private readonly RegistryTokens tokens = new(credentials, clock);

    public RegistryEndpoint Endpoint => endpoint;

    public RegistryOptions Options => directory.Options;

    /// <summary>The refresh token that a token service gave for the password, or null.</summary>
    public string? IdentityToken => tokens.IdentityToken;

    /// <summary>Sends a request, again if it fails in a way that may pass. The answer's content has not been read yet.</summary>
    /// <param name="make">Makes the request; called once for every attempt.</param>
    /// <param name="scope">What the request is for, as token services name it.</param>
    /// <param name="isRepeatable">Not if the content can be read only once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryRefusal">The answer is neither success nor <paramref name="accepted"/>.</exception>
    /// <exception cref="EngineException">The registry cannot be reached.</exception>
    /// <param name="accepted">A status besides success that the caller understands.</param>
    public async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> make, string scope, CancellationToken cancellationToken, bool isRepeatable = true, HttpStatusCode? accepted = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isLast = !isRepeatable || attempt >= Options.MaxAttempts;
            TimeSpan? asked = null;
            try
            {
                var response = await SendAuthorizedAsync(make, scope, isRepeatable, cancellationToken).ConfigureAwait(false);
                if (response.IsSuccessStatusCode || response.StatusCode == accepted)
                {
                    return response;
                }

                using (response)
                {
                    if (isLast || !MayPass(response.StatusCode))
                    {
                        throw await RegistryResponse.RefusalAsync(response, cancellationToken).ConfigureAwait(false);
                    }

                    asked = RetryAfter(response);
                }
            }
            catch (HttpRequestException e) when (isLast || !MayPass(e))
            {
                using var request = make();
                var url = request.RequestUri!;
                throw RegistryErrors.Unreachable(request.Method, url.AbsolutePath.StartsWith("/v2/", StringComparison.Ordinal) ? endpoint.Url("") : url, e);
            }
            catch (HttpRequestException)
            {
                // Once more.
            }

            await BackOffAsync(attempt, asked, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits before the attempt after the <paramref name="attempt"/>th.</summary>
    public Task BackOffAsync(int attempt, TimeSpan? asked, CancellationToken cancellationToken)
    {
        // Not all clients at the same moment.
        var delay = asked ?? (Options.RetryDelay * Math.Pow(2, attempt - 1) * (0.75 + (Random.Shared.NextDouble() / 2)));
        return Task.Delay(delay < Options.LongestRetryDelay ? delay : Options.LongestRetryDelay, clock, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAuthorizedAsync(Func<HttpRequestMessage> make, string scope, bool isRepeatable, CancellationToken cancellationToken)
    {
        var response = await FollowAsync(make, tokens.Known(scope), cancellationToken).ConfigureAwait(false);

        // Only the registry itself may ask for credentials, not whom it points to.
        if (response.StatusCode != HttpStatusCode.Unauthorized || !isRepeatable || !IsSameOrigin(response.RequestMessage!.RequestUri!, endpoint.Root))
        {
            return response;
        }

        var challenges = response.Headers.WwwAuthenticate.Select(value => AuthenticationChallenge.Parse(value.Scheme, value.Parameter)).ToList();
        var answer = await tokens.AnswerAsync(challenges, scope, SendTokenRequestAsync, cancellationToken).ConfigureAwait(false);
        if (answer is null && challenges.Exists(challenge => challenge.Scheme == "basic"))
        {
            response.Dispose();
            throw new RegistryRefusal(HttpStatusCode.Unauthorized, [], $"Get \"{response.RequestMessage!.RequestUri}\": no basic auth credentials");
        }

        if (answer is null)
        {
            return response;
        }

        response.Dispose();
        return await FollowAsync(make, answer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendTokenRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.Scheme != Uri.UriSchemeHttps && !endpoint.IsInsecure)
        {
            throw new ForbiddenException($"the registry {endpoint.Root.Authority} asks for credentials to be sent to {request.RequestUri.Authority} without TLS");
        }

        return await TransmitAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> FollowAsync(Func<HttpRequestMessage> make, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        Uri? target = null;
        for (var hops = 0; ; hops++)
        {
            var request = make();
            var own = request.RequestUri!;
            request.RequestUri = target ?? own;

            // Credentials are for the registry, not for whom it points to.
            request.Headers.Authorization = IsSameOrigin(request.RequestUri, endpoint.Root) ? authorization : null;
            var response = await TransmitAsync(request, cancellationToken).ConfigureAwait(false);
            if (!RegistryResponse.IsRedirect(response.StatusCode) || request.Content is not null || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            target = new Uri(request.RequestUri, location);
            if (hops == MostRedirects || target.Scheme is not ("http" or "https") || (target.Scheme == "http" && request.RequestUri.Scheme == "https"))
            {
                throw RegistryErrors.Invalid(own.ToString(), hops == MostRedirects ? "it redirects too often" : $"it redirects to {target}, which is not allowed");
            }
        }
    }

    private async Task<HttpResponseMessage> TransmitAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(UserAgent);
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // A large body may take its time, and a registry its own to hash what it was sent.
        stalled.CancelAfter(request.Content switch
        {
            null => Options.StallTimeout,
            StreamedContent => Timeout.InfiniteTimeSpan,
            _ => Options.StallTimeout * PatienceWithContent,
        });
        try
        {
            return await directory.Connections(request.RequestUri!, endpoint.IsInsecure).SendAsync(request, stalled.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("no answer", new TimeoutException("net/http: request canceled (timeout exceeded while awaiting headers)", e));
        }
        catch (IOException e)
        {
            throw new HttpRequestException(e.Message, e);
        }
    }

    private static bool IsSameOrigin(Uri a, Uri b) => a.Scheme == b.Scheme && a.Authority == b.Authority;

    private static bool MayPass(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    // Nobody there, no such name, no TLS: asking again soon is no use, and another endpoint may be the right one.
    private static bool MayPass(HttpRequestException failure) =>
        failure.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError);

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
