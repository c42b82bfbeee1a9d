namespace Engine.Host.Containers.Specification;

/// <summary>Lists of <c>NAME=value</c>.</summary>
internal static class EnvironmentList
{
    /// <summary><paramref name="added"/> over <paramref name="defaults"/>: a name that occurs again keeps its place and gets the new value; a bare name is removed.</summary>
    public static List<string> Merge(IReadOnlyList<string> defaults, IReadOnlyList<string> added)
    {
        var merged = new List<string>(defaults);
        foreach (string entry in added)
        {
            int equals = entry.IndexOf('=');
            string name = equals < 0 ? entry : entry[..equals];
            int index = merged.FindIndex(existing => existing.AsSpan().StartsWith(name) && existing.AsSpan(name.Length).StartsWith("="));
            if (index >= 0 && equals >= 0)
            {
                merged[index] = entry;
            }
            else if (index >= 0)
            {
                merged.RemoveAt(index);
            }
            else if (equals >= 0)
            {
                merged.Add(entry);
            }
        }

        return merged;
    }
}
