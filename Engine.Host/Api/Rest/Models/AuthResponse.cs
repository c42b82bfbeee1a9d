namespace Engine.Host.Api.Rest.Models;

/// <summary>The answer to a login.</summary>
internal sealed record AuthResponse
{
    public required string IdentityToken { get; init; }

    public required string Status { get; init; }

    // A record would print its members.
    public override string ToString() => Status;
}
