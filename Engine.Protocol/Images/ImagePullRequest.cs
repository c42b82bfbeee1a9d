namespace Engine.Protocol;

/// <summary>What to bring from a registry.</summary>
public sealed record ImagePullRequest
{
    /// <summary>The reference; without tag and digest it is <c>latest</c>, unless <see cref="AllTags"/>.</summary>
    public required string Reference { get; init; }

    /// <summary>Every tag of the repository.</summary>
    public bool AllTags { get; init; }

    /// <summary>Which image of several, <c>linux/arm64</c>; null: this machine's.</summary>
    public string? Platform { get; init; }

    /// <summary>Credentials for the registry, or null.</summary>
    public RegistryCredential? Credential { get; init; }
}
