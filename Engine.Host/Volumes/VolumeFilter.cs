using Engine.Host.Errors;

namespace Engine.Host.Volumes;

/// <summary>Which volumes a list or a prune is about. Values of one key are alternatives, but for labels; different keys must all fit.</summary>
/// <param name="Terms">Docker's filters: <c>name driver label label! dangling</c>, and <c>all</c> for a prune.</param>
internal sealed record VolumeFilter(IReadOnlyDictionary<string, IReadOnlyList<string>> Terms)
{
    private static readonly HashSet<string> ListKeys = ["dangling", "name", "driver", "label"];
    private static readonly HashSet<string> PruneKeys = ["label", "label!", "all"];

    /// <summary>All of them.</summary>
    public static VolumeFilter Everything { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>A prune takes volumes that somebody named, too.</summary>
    public bool IncludesNamed => Flag("all") == true;

    /// <summary>Refuses keys and values without meaning for a list.</summary>
    public void ValidateList() => Validate(ListKeys);

    /// <summary>Refuses keys and values without meaning for a prune.</summary>
    public void ValidatePrune() => Validate(PruneKeys);

    /// <summary>Whether a volume fits.</summary>
    public bool Fits(Volume volume, bool isHeld) => Terms.All(term => term.Value.Count == 0 || term.Key switch
    {
        "name" => term.Value.Any(value => volume.Name.Contains(value, StringComparison.Ordinal)),
        "driver" => term.Value.Contains(volume.Driver),
        "label" => term.Value.All(value => HasLabel(volume, value)),
        "label!" => !term.Value.Any(value => HasLabel(volume, value)),
        "dangling" => Flag("dangling") != isHeld,
        _ => true,
    });

    private void Validate(HashSet<string> known)
    {
        if (Terms.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
        {
            throw new InvalidArgumentException($"invalid filter '{unknown}'");
        }

        _ = Flag("dangling");
        _ = Flag("all");
    }

    private bool? Flag(string key)
    {
        if (!Terms.TryGetValue(key, out IReadOnlyList<string>? values) || values.Count == 0)
        {
            return null;
        }

        return values.Count > 1 ? throw Invalid(key, values) : values[0].ToLowerInvariant() switch
        {
            "1" or "t" or "true" => true,
            "0" or "f" or "false" => false,
            _ => throw Invalid(key, values),
        };
    }

    private static InvalidArgumentException Invalid(string key, IReadOnlyList<string> values) => new(key == "all"
        ? $"invalid filter 'all': strconv.ParseBool: parsing \"{string.Join(' ', values)}\": invalid syntax"
        : $"invalid filter '{key}=[{string.Join(' ', values)}]'");

    private static bool HasLabel(Volume volume, string term)
    {
        int equals = term.IndexOf('=');
        return volume.Labels is { } labels
            && (equals < 0 ? labels.ContainsKey(term) : labels.TryGetValue(term[..equals], out string? value) && value == term[(equals + 1)..]);
    }
}
