namespace Engine.Host.Registry;

/// <summary>What a client gives so that a registry lets it in. Nothing of it is stored or logged.</summary>
internal sealed record RegistryCredentials
{
    public static readonly RegistryCredentials None = new();

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>A refresh token of the registry's token service, in place of a password.</summary>
    public string? IdentityToken { get; init; }

    /// <summary>A token for the registry itself.</summary>
    public string? RegistryToken { get; init; }

    public bool HasPassword => !string.IsNullOrEmpty(UserName);

    // A record would print its members.
    public override string ToString() => nameof(RegistryCredentials);
}
