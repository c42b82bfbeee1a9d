using System.Text.RegularExpressions;

namespace Engine.Host.Containers.Logs;

/// <summary>Attributes of log lines: what the options <c>labels</c>, <c>env</c>, their <c>-regex</c> forms and <c>tag</c> ask for.</summary>
internal static class LogAttributes
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    public static Dictionary<string, string> Build(Container container)
    {
        IReadOnlyDictionary<string, string> options = container.Configuration.Log.Options;
        var attributes = new Dictionary<string, string>();
        Dictionary<string, string> environment = container.Configuration.Environment
            .Select(entry => entry.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0])
            .ToDictionary(pair => pair[0], pair => pair[1]);
        Add(attributes, container.Configuration.Labels, options.GetValueOrDefault("labels"), options.GetValueOrDefault("labels-regex"));
        Add(attributes, environment, options.GetValueOrDefault("env"), options.GetValueOrDefault("env-regex"));
        if (options.TryGetValue("tag", out string? tag) && tag.Length > 0)
        {
            attributes["tag"] = Expand(tag, container);
        }

        return attributes;
    }

    private static void Add(Dictionary<string, string> attributes, IReadOnlyDictionary<string, string> source, string? names, string? pattern)
    {
        foreach (string name in names?.Split(',') ?? [])
        {
            if (source.TryGetValue(name, out string? value))
            {
                attributes[name] = value;
            }
        }

        if (!string.IsNullOrEmpty(pattern))
        {
            var regex = new Regex(pattern, RegexOptions.CultureInvariant, MatchTimeout);
            foreach ((string name, string value) in source)
            {
                if (regex.IsMatch(name))
                {
                    attributes[name] = value;
                }
            }
        }
    }

    // The fields of Docker's tag templates that mean something here.
    private static string Expand(string tag, Container container) => tag
        .Replace("{{.ID}}", container.ShortId)
        .Replace("{{.FullID}}", container.Id)
        .Replace("{{.Name}}", container.Name)
        .Replace("{{.ImageID}}", container.ImageId.Length >= 19 ? container.ImageId[7..19] : container.ImageId)
        .Replace("{{.ImageFullID}}", container.ImageId)
        .Replace("{{.ImageName}}", container.Configuration.Image);
}
