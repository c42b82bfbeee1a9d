using System.Globalization;
using Engine.Host.Errors;

namespace Engine.Host.Containers;

/// <summary>Which containers a list, or a prune, is about. Values of one key are alternatives; different keys must all fit.</summary>
internal sealed partial record ContainerFilter
{
    /// <summary>Also those that do not run. A filter by status or exit code implies it.</summary>
    public bool All { get; init; }

    /// <summary>At most that many, the newest; it implies <see cref="All"/>. Null or not positive: no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Docker's filters: <c>id name label label! status exited ancestor before since volume network publish expose health is-task isolation until</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Terms { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Every container.</summary>
    public static ContainerFilter Everything { get; } = new() { All = true };

    private IReadOnlyList<string> Values(string key) => Terms.TryGetValue(key, out IReadOnlyList<string>? values) ? values : [];

    /// <summary>Refuses keys and values that no container could be meant by, before any is looked at.</summary>
    internal void Validate()
    {
        foreach ((string key, IReadOnlyList<string> values) in Terms)
        {
            if (!Keys.Contains(key))
            {
                throw new InvalidArgumentException($"invalid filter '{key}'");
            }

            foreach (string value in values)
            {
                ValidateValue(key, value);
            }
        }
    }

    private static readonly HashSet<string> Keys =
    [
        "id", "name", "label", "label!", "status", "exited", "ancestor", "before", "since", "volume", "network", "publish", "expose",
        "health", "is-task", "isolation", "until",
    ];

    private static void ValidateValue(string key, string value)
    {
        switch (key)
        {
            case "status" when value is not ("created" or "running" or "paused" or "restarting" or "removing" or "exited" or "dead"):
                throw new InvalidArgumentException(
                    $"invalid filter 'status={value}': invalid value for state ({value}): must be one of created, running, paused, restarting, removing, exited, dead");
            case "exited" when !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                throw new InvalidArgumentException($"invalid filter 'exited={value}'");
            case "health" when value is not ("starting" or "healthy" or "unhealthy" or "none"):
                throw new InvalidArgumentException(
                    $"invalid filter 'health={value}': invalid value for health ({value}): must be one of none, starting, healthy, unhealthy");
        }
    }
}
