using System.IO.Enumeration;
using Engine.Host.Errors;
using Engine.Host.Images;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Docker's filters on images. Values of one key are alternatives, but labels must all be there.</summary>
internal sealed class ImageFilter
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _terms;
    private readonly DateTimeOffset? _before;
    private readonly DateTimeOffset? _since;

    /// <exception cref="InvalidArgumentException">A key or a value is none.</exception>
    public ImageFilter(IReadOnlyDictionary<string, IReadOnlyList<string>> terms, ImageStore images)
    {
        _terms = terms;
        foreach (var key in terms.Keys)
        {
            if (key is not ("dangling" or "label" or "label!" or "before" or "since" or "reference" or "until"))
            {
                throw new InvalidArgumentException($"invalid filter '{key}'");
            }
        }

        _before = Values("before") is [var before, ..] ? images.Get(before).Created : null;
        _since = Values("since") is [var since, ..] ? images.Get(since).Created : null;
    }

    public bool Matches(Image image) =>
        (Values("dangling") is not [var dangling, ..] || image.IsDangling == dangling is "true" or "1")
        && Values("label").All(l => HasLabel(image, l))
        && !Values("label!").Any(l => HasLabel(image, l))
        && (_before is null || image.Created < _before)
        && (_since is null || image.Created > _since)
        && (Values("reference") is not { Count: > 0 } patterns || patterns.Any(p => IsNamed(image, p)));

    private IReadOnlyList<string> Values(string key) => _terms.TryGetValue(key, out var values) ? values : [];

    private static bool HasLabel(Image image, string term)
    {
        var pair = term.Split('=', 2);
        return image.Defaults.Labels is { } labels && labels.TryGetValue(pair[0], out var value) && (pair.Length == 1 || value == pair[1]);
    }

    private static bool IsNamed(Image image, string pattern) => image.Tags.Concat(image.Digests).Any(reference =>
        FileSystemName.MatchesSimpleExpression(pattern, reference.Familiar, ignoreCase: false)
        || FileSystemName.MatchesSimpleExpression(pattern, reference.FamiliarName, ignoreCase: false));
}
