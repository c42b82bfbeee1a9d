namespace Engine.Host.Registry;

/// <summary>One place to ask for what a registry has.</summary>
/// <param name="Root">Scheme and host, with a path only for a mirror that has one; ends in a slash.</param>
/// <param name="IsMirror">It stands in for docker.io and is only read.</param>
/// <param name="IsInsecure">Its certificate is not checked, or it has none.</param>
internal sealed record RegistryEndpoint(Uri Root, bool IsMirror, bool IsInsecure)
{
    /// <summary>The URL of a path below <c>/v2/</c>.</summary>
    public Uri Url(string path) => new(Root, "v2/" + path);
}
