using System.IO.Enumeration;
using Engine.Host.Containers;
using Engine.Host.Errors;
using Engine.Host.Images;

namespace Engine.Host.Api.Rest.Endpoints;

/// <summary>Docker's filters on images. Values of one key are alternatives, but labels must all be there.</summary>
internal sealed class ImageFilter
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _terms;
    private readonly DateTimeOffset? _before;
    private readonly DateTimeOffset? _since;
    private readonly DateTimeOffset? _until;

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
        _until = Values("until") is [var until, ..] ? Moment(until) : null;
        _since = Values("since") is [var since, ..] ? images.Get(since).Created : null;
    }

    public bool Matches(Image image) =>
        (Values("dangling") is not [var dangling, ..] || image.IsDangling == dangling is "true" or "1")
        && Values("label").All(l => HasLabel(image, l))
        && !Values("label!").Any(l => HasLabel(image, l))
        && (_until is null || image.Created < _until)
        && (_before is null || image.Created < _before)
        && (_since is null || image.Created > _since)
        && (Values("reference") is not { Count: > 0 } patterns || patterns.Any(p => IsNamed(image, p)));

    private IReadOnlyList<string> Values(string key) => _terms.TryGetValue(key, out var values) ? values : [];

    // A duration counts back from now, as Docker has it: 10m, 24h.
    private static DateTimeOffset Moment(string text) =>
        GoDuration.TryParse(text, out var ago) ? DateTimeOffset.UtcNow - ago
        : long.TryParse(text, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : throw new InvalidArgumentException($"invalid value for until: \"{text}\"");

    private static bool HasLabel(Image image, string term)
    {
        var pair = term.Split('=', 2);
        return image.Defaults.Labels is { } labels && labels.TryGetValue(pair[0], out var value) && (pair.Length == 1 || value == pair[1]);
    }

    private static bool IsNamed(Image image, string pattern) => image.Tags.Concat(image.Digests).Any(reference =>
        FileSystemName.MatchesSimpleExpression(pattern, reference.Familiar, ignoreCase: false)
        || FileSystemName.MatchesSimpleExpression(pattern, reference.FamiliarName, ignoreCase: false));
}
