namespace Engine.Protocol;

/// <summary>What a registry wants to know before it lets somebody in. The engine stores none of it.</summary>
public sealed record RegistryCredential
{
    /// <summary>User name, or null.</summary>
    public string? UserName { get; init; }

    /// <summary>Password, or null.</summary>
    public string? Password { get; init; }

    /// <summary>A refresh token in place of a password, or null.</summary>
    public string? IdentityToken { get; init; }

    // A record would print its members.
    /// <inheritdoc/>
    public override string ToString() => nameof(RegistryCredential);
}
