using Engine.Host.Errors;

namespace Engine.Host.Events;

/// <summary>Which events are wanted. Values of one key are alternatives; different keys must all fit.</summary>
internal sealed record EventFilter
{
    private static readonly HashSet<string> Keys =
    [
        "type", "event", "container", "image", "label", "network", "volume", "daemon", "plugin", "scope", "service", "node", "secret", "config",
    ];

    /// <summary>Docker's filters: values by key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Terms { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Refuses unknown keys.</summary>
    public void Validate()
    {
        foreach (string key in Terms.Keys)
        {
            if (!Keys.Contains(key))
            {
                throw new InvalidArgumentException($"invalid filter '{key}'");
            }
        }
    }

    /// <summary>Whether the event is wanted.</summary>
    public bool Matches(EngineEvent engineEvent)
    {
        foreach ((string key, IReadOnlyList<string> values) in Terms)
        {
            if (values.Count > 0 && !Matches(engineEvent, key, values))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Matches(EngineEvent engineEvent, string key, IReadOnlyList<string> values) => key switch
    {
        "type" => values.Contains(engineEvent.Type),
        // "exec_create" also means "exec_create: sh -c true".
        "event" => values.Any(value => engineEvent.Action == value || engineEvent.Action.StartsWith(value + ":", StringComparison.Ordinal)),
        "label" => values.All(value => HasLabel(engineEvent, value)),
        "scope" => values.Contains("local"),
        "image" => IsActor(engineEvent, key, values)
            || (engineEvent.Attributes.TryGetValue("image", out string? image) && values.Any(value => SameImage(image, value))),
        _ => IsActor(engineEvent, key, values),
    };

    private static bool IsActor(EngineEvent engineEvent, string type, IReadOnlyList<string> values)
    {
        if (engineEvent.Type != type)
        {
            return false;
        }

        engineEvent.Attributes.TryGetValue("name", out string? name);
        return values.Any(value => value.TrimStart('/') == name || (value.Length > 0 && engineEvent.ActorId.StartsWith(value, StringComparison.Ordinal)));
    }

    private static bool SameImage(string image, string wanted) =>
        image == wanted || (wanted.LastIndexOf(':') <= wanted.LastIndexOf('/') && image.StartsWith(wanted + ":", StringComparison.Ordinal));

    private static bool HasLabel(EngineEvent engineEvent, string term)
    {
        int equals = term.IndexOf('=');
        return equals < 0
            ? engineEvent.Attributes.ContainsKey(term)
            : engineEvent.Attributes.TryGetValue(term[..equals], out string? value) && value == term[(equals + 1)..];
    }
}
