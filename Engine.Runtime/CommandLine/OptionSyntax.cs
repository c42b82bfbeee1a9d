namespace Engine.Runtime.CommandLine;

/// <summary>Which options a command knows.</summary>
/// <param name="Values">Options with a value: names, the alias after a comma (<c>bundle,b</c>).</param>
/// <param name="Switches">Options without.</param>
internal sealed record OptionSyntax(string[] Values, string[] Switches)
{
    /// <summary>The full name of an option, or null if it is unknown.</summary>
    public string? Canonical(string name)
    {
        foreach (var known in Values.Concat(Switches))
        {
            var names = known.Split(',');
            if (names.Contains(name))
            {
                return names[0];
            }
        }

        return null;
    }

    public bool TakesValue(string name) => Values.Any(v => v.Split(',')[0] == name);
}
