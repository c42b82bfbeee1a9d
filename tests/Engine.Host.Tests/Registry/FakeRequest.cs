namespace Engine.Host.Tests.Registry;

/// <summary>A request as the registry got it.</summary>
internal sealed record FakeRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? this[string header] => Headers.GetValueOrDefault(header.ToLowerInvariant());

    public override string ToString() => $"{Method} {Path}";
}
