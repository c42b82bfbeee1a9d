using System.Text.Json.Serialization;

namespace Engine.Host.Registry.Documents;

/// <summary>The answer of a token service (distribution's token authentication, and OAuth 2).</summary>
internal sealed record TokenResponse
{
    [JsonPropertyName("token")]
    public string? Token { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public int? ExpiresIn { get; init; }

    // A record would print its members.
    public override string ToString() => nameof(TokenResponse);
}
