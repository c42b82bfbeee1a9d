using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Engine.Host.Errors;
using Engine.Host.Registry.Documents;

namespace Engine.Host.Registry;

/// <summary>
/// Answers a registry's challenges: basic authentication, or a bearer token fetched from the service that the challenge names
/// (distribution's token specification; by a refresh token, OAuth 2). Tokens are kept as long as they last, for one operation.
/// </summary>
internal sealed class RegistryTokens(RegistryCredentials credentials, TimeProvider clock)
{
    private const string ClientId = "engine";
    private const int LargestAnswer = 1 << 20;

    // The specification's default, and what a service gives at least.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, (AuthenticationHeaderValue Value, DateTimeOffset Until)> tokens = [];
    private AuthenticationHeaderValue? basic;

    /// <summary>The refresh token that the service gave in exchange for a password, or null.</summary>
    public string? IdentityToken { get; private set; }

    /// <summary>What to send for a scope as far as it is known, or null.</summary>
    public AuthenticationHeaderValue? Known(string scope) =>
        basic ?? (tokens.TryGetValue(scope, out var token) && token.Until > clock.GetUtcNow() ? token.Value : null);

    /// <summary>Answers challenges. Null if the credentials do not allow to.</summary>
    /// <param name="challenges">What the registry offers.</param>
    /// <param name="scope">What is to be done, <c>repository:NAME:pull</c>; empty for nothing but to be known.</param>
    /// <param name="send">Sends a request to the token service.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(
        IEnumerable<AuthenticationChallenge> challenges,
        string scope,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken)
    {
        foreach (var challenge in challenges)
        {
            if (challenge is { Scheme: "bearer" } && credentials.RegistryToken is { Length: > 0 } given)
            {
                return Keep(scope, given, null);
            }

            if (challenge is { Scheme: "bearer" } && Uri.TryCreate(challenge["realm"], UriKind.Absolute, out var realm) && realm.Scheme is "http" or "https")
            {
                return await FetchAsync(realm!, challenge, scope, send, cancellationToken).ConfigureAwait(false);
            }

            if (challenge is { Scheme: "basic" } && credentials.HasPassword)
            {
                return basic = BasicValue();
            }
        }

        return null;
    }

    private async Task<AuthenticationHeaderValue> FetchAsync(
        Uri realm,
        AuthenticationChallenge challenge,
        string scope,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken)
    {
        using var request = credentials.IdentityToken is { Length: > 0 } refresh
            ? RefreshRequest(realm, challenge["service"], scope, refresh)
            : PasswordRequest(realm, challenge["service"], scope);
        using var response = await send(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await RegistryResponse.RefusalAsync(response, cancellationToken).ConfigureAwait(false);
        }

        var answer = await RegistryResponse.ReadJsonAsync(response, RegistryJson.Default.TokenResponse, LargestAnswer, cancellationToken).ConfigureAwait(false);
        IdentityToken = answer.RefreshToken ?? IdentityToken;
        return (answer.Token ?? answer.AccessToken) is { Length: > 0 } token
            ? Keep(scope, token, answer.ExpiresIn)
            : throw new UnavailableException("authorization server did not include a token in the response", ErrorCode.RegistryUnavailable);
    }

    private AuthenticationHeaderValue Keep(string scope, string token, int? seconds)
    {
        var life = TimeSpan.FromSeconds(seconds ?? 0);

        // A little less than it lasts: the request has to arrive too.
        var until = clock.GetUtcNow() + (life < ShortestLife ? ShortestLife : life) * 0.9;
        var value = new AuthenticationHeaderValue("Bearer", token);
        tokens[scope] = (value, until);
        return value;
    }

    private HttpRequestMessage PasswordRequest(Uri realm, string? service, string scope)
    {
        var query = new StringBuilder(realm.Query.Length > 1 ? realm.Query + "&" : "?");
        query.Append(credentials.HasPassword ? $"account={Uri.EscapeDataString(credentials.UserName!)}&offline_token=true&" : "");
        query.Append($"client_id={ClientId}");
        query.Append(string.Concat(scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => $"&scope={Uri.EscapeDataString(part)}")));
        query.Append(service is null ? "" : $"&service={Uri.EscapeDataString(service)}");
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = query.ToString() }.Uri);
        request.Headers.Authorization = credentials.HasPassword ? BasicValue() : null;
        return request;
    }

    private static HttpRequestMessage RefreshRequest(Uri realm, string? service, string scope, string refreshToken) => new(HttpMethod.Post, realm)
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = ClientId,
            ["scope"] = scope,
            ["service"] = service ?? "",
        }),
    };

    private AuthenticationHeaderValue BasicValue() =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.UserName}:{credentials.Password}")));
}
