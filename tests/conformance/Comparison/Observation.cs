namespace Engine.Conformance.Tests.Comparison;

/// <summary>What one run of a bundle showed: named sections of lines, normalised so that two runs of one container are equal.</summary>
internal sealed class Observation
{
    private readonly Dictionary<string, string> _sections = [];

    private Observation()
    {
    }

    /// <summary>The section names, in the order they were met; a name met again has a number behind it.</summary>
    public IEnumerable<string> Sections => _sections.Keys;

    /// <summary>The normalised text of a section; empty where there is none.</summary>
    public string this[string section] => _sections.GetValueOrDefault(section, "");

    /// <summary>Reads a scenario's output. <paramref name="bundle"/> is the directory whose name differs from run to run.</summary>
    public static Observation Parse(string output, string bundle)
    {
        var observation = new Observation();
        string section = "output";
        List<string> lines = [];
        foreach (string line in output.Replace(bundle, "BUNDLE").Split('\n'))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                observation.Add(section, lines);
                section = line[1..^1];
                lines = [];
            }
            else if (line.StartsWith("[exit] ", StringComparison.Ordinal))
            {
                observation.Add(section, lines);
                observation.Add("exit", [line[7..]]);
                section = "output";
                lines = [];
            }
            else if (line.Length > 0)
            {
                lines.Add(line);
            }
        }

        observation.Add(section, lines);
        return observation;
    }

    private void Add(string section, List<string> lines)
    {
        // Line by line where a line is a subject of its own: what is said of one must not hide what is said of another.
        switch (section)
        {
            case "mountinfo":
                AddEach("mount", MountLine.Normalize(lines));
                break;
            case "devices" or "status" or "masked" or "readonly" or "namespaces":
                AddEach(section, lines);
                break;
            default:
                AddLines(section, lines);
                break;
        }
    }

    private void AddEach(string section, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            AddLines($"{section} {line.Split(' ', '\t')[0]}", [line]);
        }
    }

    private void AddLines(string section, List<string> lines)
    {
        if (lines.Count == 0 && section == "output")
        {
            return;
        }

        string name = section;
        for (int i = 2; _sections.ContainsKey(name); i++)
        {
            name = $"{section} {i}";
        }

        _sections.Add(name, string.Join('\n', lines));
    }
}
