namespace Engine.Build.Help;

/// <summary>What a person wrote about a cmdlet: a description, examples, notes and links.</summary>
/// <param name="Description">Paragraphs.</param>
/// <param name="Examples">Examples.</param>
/// <param name="Notes">Paragraphs.</param>
/// <param name="Links">Names of other help topics.</param>
internal sealed record MarkdownPage(
    IReadOnlyList<string> Description, IReadOnlyList<HelpExample> Examples, IReadOnlyList<string> Notes, IReadOnlyList<string> Links)
{
    private const string Fence = "```";

    /// <summary>Reads «# Name», a description, «## Examples» with a «###» title, code and words each, «## Notes» and «## Links».</summary>
    public static MarkdownPage Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new HelpException(path, "there is no such page");
        }

        string[] lines = File.ReadAllLines(path);
        string name = Path.GetFileNameWithoutExtension(path);
        if (lines is [] || lines[0] != $"# {name}")
        {
            throw new HelpException(path, $"the first line is not «# {name}»");
        }

        ILookup<string, string[]> sections = Split(lines.AsSpan(1), "## ").ToLookup(section => section.Title, section => section.Lines);
        var examples = sections["Examples"].SelectMany(section => Split(section, "### ")).Where(part => part.Title.Length > 0)
            .Select(part => new HelpExample(part.Title, Code(part.Lines), Paragraphs(Words(part.Lines)))).ToArray();
        string[] description = [.. sections[""].SelectMany(Paragraphs)];
        if (description.Length == 0 || examples.Length == 0 || Array.Exists(examples, example => example.Code.Length == 0))
        {
            throw new HelpException(path, "a page has a description and, under «## Examples», titles with code");
        }

        return new MarkdownPage(
            description, examples, [.. sections["Notes"].SelectMany(Paragraphs)],
            [.. sections["Links"].SelectMany(section => section).Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].Split('[', ']')[1])]);
    }

    private static List<(string Title, string[] Lines)> Split(ReadOnlySpan<string> lines, string mark)
    {
        List<(string Title, List<string> Lines)> parts = [("", [])];
        var inCode = false;
        foreach (string line in lines)
        {
            inCode ^= line.StartsWith(Fence, StringComparison.Ordinal);
            if (!inCode && line.StartsWith(mark, StringComparison.Ordinal))
            {
                parts.Add((line[mark.Length..], []));
            }
            else
            {
                parts[^1].Lines.Add(line);
            }
        }

        return parts.ConvertAll(part => (part.Title, part.Lines.ToArray()));
    }

    private static string Code(string[] lines) =>
        string.Join('\n', lines.SkipWhile(line => !line.StartsWith(Fence, StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.StartsWith(Fence, StringComparison.Ordinal)));

    private static string[] Words(string[] lines)
    {
        int end = Array.FindLastIndex(lines, line => line.StartsWith(Fence, StringComparison.Ordinal));
        return lines[(end + 1)..];
    }

    // A console shows no Markdown: the marks of code go.
    private static string[] Paragraphs(string[] lines) =>
    [
        .. string.Join('\n', lines).Replace("`", "").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(paragraph => paragraph.Replace('\n', ' ')),
    ];
}
