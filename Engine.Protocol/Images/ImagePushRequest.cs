namespace Engine.Protocol;

/// <summary>What to send to a registry.</summary>
public sealed record ImagePushRequest
{
    /// <summary>The reference; it names the registry too. Without a tag it is <c>latest</c>, unless <see cref="AllTags"/>.</summary>
    public required string Reference { get; init; }

    /// <summary>Every tag that the engine has of the repository.</summary>
    public bool AllTags { get; init; }

    /// <summary>Credentials for the registry, or null.</summary>
    public RegistryCredential? Credential { get; init; }
}
