namespace Engine.Host.Api.Rest.Models;

/// <summary>Credentials for a registry.</summary>
internal sealed record AuthConfigModel
{
    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>User name and password in one, Base64.</summary>
    public string? Auth { get; init; }

    public string? ServerAddress { get; init; }

    public string? IdentityToken { get; init; }

    public string? RegistryToken { get; init; }

    // A record would print its members.
    public override string ToString() => nameof(AuthConfigModel);
}
