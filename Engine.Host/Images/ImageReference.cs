using System.Text.RegularExpressions;
using Engine.Host.Storage;

namespace Engine.Host.Images;

/// <summary>
/// A reference to an image in its full form, <c>docker.io/library/busybox:latest</c> or <c>…@sha256:…</c>, and the rules by which people's
/// short forms become one (the grammar of the distribution project's reference package, which docker uses).
/// </summary>
internal sealed partial record ImageReference
{
    private const string DefaultDomain = "docker.io";
    private const string DefaultNamespace = "library/";
    private const int LongestPath = 255;
    private const int LongestReference = 4096;

    /// <summary>The registry, <c>docker.io</c> or <c>host[:port]</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>The repository within the registry.</summary>
    public required string Path { get; init; }

    public string? Tag { get; init; }

    public string? Digest { get; init; }

    /// <summary>Registry and repository.</summary>
    public string Name => $"{Domain}/{Path}";

    /// <summary>The repository as docker shows it: without what is understood.</summary>
    public string FamiliarName =>
        Domain != DefaultDomain || LooksLikeDomain(Path) ? Name
        : Path.StartsWith(DefaultNamespace, StringComparison.Ordinal) && !Path.AsSpan(DefaultNamespace.Length).Contains('/') ? Path[DefaultNamespace.Length..]
        : Path;

    public string Familiar => FamiliarName + Suffix;

    private string Suffix => (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    /// <summary>The same with tag <c>latest</c> if it has neither tag nor digest.</summary>
    public ImageReference WithDefaultTag() => Tag is null && Digest is null ? this with { Tag = "latest" } : this;

    public override string ToString() => Name + Suffix;

    /// <exception cref="Errors.EngineException">It is no reference; the message says why in docker's words.</exception>
    public static ImageReference Parse(string text)
    {
        if (text.Length is 0 or > LongestReference)
        {
            throw ImageErrors.InvalidReference(text);
        }

        if (text.Length == Sha256Digest.HexLength && Sha256Digest.IsHex(text))
        {
            throw ImageErrors.HexadecimalName(text);
        }

        var (domain, rest) = SplitDomain(text);
        var nameEnd = rest.IndexOf(':');
        var path = rest[..(nameEnd < 0 ? rest.Length : nameEnd)];
        if (HasCapitals(path))
        {
            throw ImageErrors.InvalidReference(text, $"repository name ({path}) must be lowercase");
        }

        var match = Grammar().Match($"{domain}/{rest}");
        if (!match.Success)
        {
            throw ImageErrors.InvalidReference(text);
        }

        if (match.Groups["path"].Length > LongestPath)
        {
            throw ImageErrors.InvalidReference(text, $"repository name must not be more than {LongestPath} characters");
        }

        var digest = match.Groups["digest"] is { Success: true, Value: var value } ? value : null;
        if (digest is not null && !Sha256Digest.IsValid(digest))
        {
            throw ImageErrors.InvalidReference(text, digest.StartsWith(Sha256Digest.Prefix, StringComparison.Ordinal)
                ? "invalid checksum digest length"
                : "unsupported digest algorithm");
        }

        return new ImageReference
        {
            Domain = match.Groups["domain"].Value,
            Path = match.Groups["path"].Value,
            Tag = match.Groups["tag"] is { Success: true, Value: var tag } ? tag : null,
            Digest = digest,
        };
    }

    public static bool TryParse(string text, out ImageReference? reference)
    {
        try
        {
            reference = Parse(text);
            return true;
        }
        catch (Errors.EngineException)
        {
            reference = null;
            return false;
        }
    }

    /// <summary>The first component is a registry if it looks like a host: a dot, a port, <c>localhost</c>, or capitals, which a repository cannot have.</summary>
    private static (string Domain, string Remainder) SplitDomain(string text)
    {
        var slash = text.IndexOf('/');
        var (domain, rest) = LooksLikeDomain(text) ? (text[..slash], text[(slash + 1)..]) : (DefaultDomain, text);
        if (domain == "index.docker.io")
        {
            domain = DefaultDomain;
        }

        return (domain, domain == DefaultDomain && !rest.Contains('/') ? DefaultNamespace + rest : rest);
    }

    private static bool LooksLikeDomain(string text)
    {
        var slash = text.IndexOf('/');
        var first = slash < 0 ? "" : text[..slash];
        return first.AsSpan().ContainsAny('.', ':') || first == "localhost" || HasCapitals(first);
    }

    private static bool HasCapitals(string text) => text.Any(char.IsUpper);

    [GeneratedRegex(
        @"\A(?<domain>(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?)"
        + @"/(?<path>[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)"
        + @"(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
        + @"(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
