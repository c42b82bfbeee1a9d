using Engine.Host.Containers;
using Engine.Host.Errors;

namespace Engine.Host.Networking;

/// <summary>Which networks are wanted. Values of one key are alternatives; different keys must all fit.</summary>
internal sealed record NetworkFilter
{
    private static readonly HashSet<string> s_keys = ["dangling", "driver", "id", "label", "name", "scope", "type"];
    private static readonly HashSet<string> s_pruneKeys = ["label", "label!", "until"];

    /// <summary>All of them.</summary>
    public static NetworkFilter Everything { get; } = new();

    /// <summary>Docker's filters: <c>id</c>, <c>name</c>, <c>driver</c>, <c>label</c>, <c>label!</c>, <c>type</c>, <c>scope</c>, <c>dangling</c>, <c>until</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Terms { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Refuses unknown keys and values.</summary>
    /// <param name="prune">It chooses what is removed.</param>
    public void Validate(bool prune)
    {
        foreach ((string key, IReadOnlyList<string> values) in Terms)
        {
            if (!(prune ? s_pruneKeys : s_keys).Contains(key))
            {
                throw new InvalidArgumentException($"invalid filter '{key}'");
            }

            if (key == "dangling" && values.Any(value => value is not ("true" or "1" or "false" or "0")))
            {
                throw new InvalidArgumentException("invalid value for filter 'dangling', must be \"true\" (or \"1\"), or \"false\" (or \"0\")");
            }

            if (key == "type" && values.FirstOrDefault(value => value is not ("custom" or "builtin")) is { } type)
            {
                throw new InvalidArgumentException($"invalid filter: 'type'='{type}'");
            }
        }
    }

    /// <summary>Whether the network is wanted.</summary>
    /// <param name="network">The network.</param>
    /// <param name="used">A container is on it.</param>
    /// <param name="now">The present time, for <c>until</c>.</param>
    public bool Matches(Network network, bool used, DateTimeOffset now) =>
        Terms.All(term => term.Value.Count == 0 || Matches(network, term.Key, term.Value, used, now));

    private static bool Matches(Network network, string key, IReadOnlyList<string> values, bool used, DateTimeOffset now) => key switch
    {
        "id" => values.Any(value => network.Id.Contains(value, StringComparison.Ordinal)),
        "name" => values.Any(value => network.Name.Contains(value, StringComparison.Ordinal)),
        "driver" => values.Contains(network.Driver),
        "scope" => values.Contains("local"),
        "type" => values.Contains(network.IsPredefined ? "builtin" : "custom"),
        "dangling" => values.Any(value => value is "true" or "1" ? !used && !network.IsPredefined : used || network.IsPredefined),
        "label" => values.All(value => HasLabel(network, value)),
        "label!" => !values.Any(value => HasLabel(network, value)),
        "until" => values.All(value => network.Created < Until(value, now)),
        _ => false,
    };

    private static DateTimeOffset Until(string value, DateTimeOffset now) =>
        GoDuration.TryParse(value, out TimeSpan age) ? now - age
        : DateTimeOffset.TryParse(value, null, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time
        : long.TryParse(value, out long seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : throw new InvalidArgumentException($"invalid value for filter 'until': {value}");

    private static bool HasLabel(Network network, string term)
    {
        string[] parts = term.Split('=', 2);
        return network.Labels.TryGetValue(parts[0], out string? value) && (parts.Length == 1 || parts[1] == value);
    }
}
