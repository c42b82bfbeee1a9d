using Engine.Host.Errors;
using Engine.Linux.Capabilities;

namespace Engine.Host.Containers.Specification;

/// <summary>Applies <c>--cap-add</c> and <c>--cap-drop</c> to the default capabilities.</summary>
internal static class CapabilitySelection
{
    private const string All = "ALL";

    /// <summary>The capabilities of a container.</summary>
    /// <exception cref="InvalidArgumentException">An unknown capability.</exception>
    public static IReadOnlyList<string> Select(
        IReadOnlyList<string> add, IReadOnlyList<string> drop, bool privileged, IReadOnlyList<string> available)
    {
        // Checked even where they do not matter: a misspelt name is told now, not when --privileged goes.
        List<string> added = Normalize(add, "CapAdd");
        List<string> dropped = Normalize(drop, "CapDrop");
        if (privileged)
        {
            return available;
        }

        if (added.Contains(All))
        {
            return [.. available.Except(dropped)];
        }

        IEnumerable<string> kept = dropped.Contains(All) ? [] : DefaultCapabilities.All.Except(dropped);
        return [.. kept.Union(added.Where(name => !dropped.Contains(name)))];
    }

    private static List<string> Normalize(IReadOnlyList<string> names, string field)
    {
        var normal = new List<string>(names.Count);
        foreach (string name in names)
        {
            string upper = name.ToUpperInvariant();
            if (upper == All || upper == "CAP_ALL")
            {
                normal.Add(All);
                continue;
            }

            string full = upper.StartsWith("CAP_", StringComparison.Ordinal) ? upper : "CAP_" + upper;
            normal.Add(CapabilityName.TryParse(full, out _)
                ? full
                : throw new InvalidArgumentException($"invalid {field}: unknown capability: \"{full}\""));
        }

        return normal;
    }
}
