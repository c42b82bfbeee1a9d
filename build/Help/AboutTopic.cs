namespace Engine.Build.Help;

/// <summary>A topic of the help beside the cmdlets, as the plain text that <c>Get-Help about_…</c> shows.</summary>
internal static class AboutTopic
{
    private const string Fence = "```";

    /// <summary>The first line is «# about_Name», and the first paragraph its short description, by which the topic is found.</summary>
    public static string Render(string[] lines)
    {
        List<string> text = ["TOPIC", "    " + lines[0].TrimStart('#', ' '), "", "SHORT DESCRIPTION"];
        var inCode = false;
        foreach (string line in lines.Skip(1).SkipWhile(string.IsNullOrEmpty))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                inCode = !inCode;
            }
            else if (!inCode && line.StartsWith("## ", StringComparison.Ordinal))
            {
                text.Add(line[3..].ToUpperInvariant());
            }
            else
            {
                text.Add(line.Length == 0 ? "" : (inCode ? "        " : "    ") + (inCode ? line : line.Replace("`", "")));
            }
        }

        return string.Join('\n', text) + "\n";
    }
}
