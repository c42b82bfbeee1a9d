using System.Text;
using System.Text.Json;
using Engine.Host.Errors;
using Engine.Host.Images.Documents;

namespace Engine.Host.Images;

/// <summary>The Dockerfile instructions that <c>docker import --change</c> and <c>docker commit --change</c> take: those that only set configuration.</summary>
internal static class ImageChanges
{
    /// <exception cref="EngineException">An instruction is unknown or malformed.</exception>
    public static ImageDefaults Apply(ImageDefaults defaults, IEnumerable<string> changes) =>
        changes.SelectMany(change => change.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')
            .Aggregate(defaults, ApplyOne);

    private static ImageDefaults ApplyOne(ImageDefaults defaults, string line)
    {
        var blank = line.AsSpan().IndexOfAny(' ', '\t');
        var instruction = (blank < 0 ? line : line[..blank]).ToUpperInvariant();
        var argument = blank < 0 ? "" : line[(blank + 1)..].Trim();
        if (argument.Length == 0)
        {
            throw Invalid($"{instruction} requires at least one argument");
        }

        return instruction switch
        {
            "CMD" => defaults with { Cmd = Command(argument, defaults.Shell) },
            "ENTRYPOINT" => defaults with { Entrypoint = Command(argument, defaults.Shell) },
            "ENV" => defaults with { Env = Pairs(instruction, argument).Aggregate(defaults.Env ?? [], SetVariable) },
            "LABEL" => defaults with { Labels = Merge(defaults.Labels, Pairs(instruction, argument)) },
            "EXPOSE" => defaults with { ExposedPorts = Merge(defaults.ExposedPorts, Words(argument).SelectMany(Ports).Select(Member)) },
            "VOLUME" => defaults with { Volumes = Merge(defaults.Volumes, (JsonList(argument) ?? Words(argument)).Select(Member)) },
            "USER" => defaults with { User = Words(argument) is [var user] ? user : throw Invalid("USER requires exactly one argument") },
            "WORKDIR" => defaults with { WorkingDir = Resolve(defaults.WorkingDir, argument) },
            "STOPSIGNAL" => defaults with { StopSignal = argument },
            "SHELL" => defaults with { Shell = JsonList(argument) ?? throw Invalid("SHELL requires the arguments to be in JSON form") },
            "ONBUILD" => defaults with { OnBuild = [.. defaults.OnBuild ?? [], argument] },
            "HEALTHCHECK" when argument.Equals("NONE", StringComparison.OrdinalIgnoreCase) => defaults with { Healthcheck = new() { Test = ["NONE"] } },
            _ => throw Invalid($"{instruction.ToLowerInvariant()} is not a valid change command"),
        };
    }

    private static InvalidArgumentException Invalid(string message) => new(message);

    private static KeyValuePair<string, EmptyObject> Member(string name) => new(name, new());

    /// <summary>A JSON list is the command itself; anything else is a line for the shell.</summary>
    private static IReadOnlyList<string> Command(string argument, IReadOnlyList<string>? shell) =>
        JsonList(argument) ?? [.. shell ?? ["/bin/sh", "-c"], argument];

    private static IReadOnlyList<string>? JsonList(string argument)
    {
        if (argument[0] != '[')
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(argument, ImageJson.Default.IReadOnlyListString);
        }
        catch (JsonException)
        {
            return null; // As in a Dockerfile: what only looks like a list is a shell's line.
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string instruction, string argument)
    {
        var words = Words(argument);
        if (words.Count > 0 && !words[0].Contains('='))
        {
            // The old form, "ENV NAME the whole rest".
            var blank = argument.AsSpan().IndexOfAny(' ', '\t');
            return blank < 0 ? throw Invalid($"{instruction} must have two arguments") : [new(argument[..blank], argument[(blank + 1)..].Trim())];
        }

        return words.Select(word => word.IndexOf('=') is var equals and > 0
            ? new KeyValuePair<string, string>(word[..equals], word[(equals + 1)..])
            : throw Invalid($"Syntax error - can't find = in \"{word}\". Must be of the form: name=value"));
    }

    private static IReadOnlyList<string> SetVariable(IReadOnlyList<string> environment, KeyValuePair<string, string> variable) =>
        [.. environment.Where(entry => !entry.StartsWith(variable.Key + "=", StringComparison.Ordinal)), $"{variable.Key}={variable.Value}"];

    private static Dictionary<string, T> Merge<T>(IReadOnlyDictionary<string, T>? present, IEnumerable<KeyValuePair<string, T>> more)
    {
        var merged = new Dictionary<string, T>(present ?? new Dictionary<string, T>());
        foreach (var (key, value) in more)
        {
            merged[key] = value;
        }

        return merged;
    }

    private static IEnumerable<string> Ports(string word)
    {
        var slash = word.IndexOf('/');
        var protocol = (slash < 0 ? "tcp" : word[(slash + 1)..]).ToLowerInvariant();
        var range = (slash < 0 ? word : word[..slash]).Split('-');
        if (protocol is not ("tcp" or "udp" or "sctp") || range.Length > 2 || !ushort.TryParse(range[0], out var first) || !ushort.TryParse(range[^1], out var last)
            || last < first)
        {
            throw Invalid($"invalid containerPort: {word}");
        }

        return Enumerable.Range(first, last - first + 1).Select(port => $"{port}/{protocol}");
    }

    private static string Resolve(string? present, string path)
    {
        var parts = new List<string>();
        foreach (var part in (path[0] == '/' ? path : $"{present}/{path}").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }

    /// <summary>Splits at blanks; quotes keep blanks together, a backslash keeps the next character.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var any = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                any = true;
            }
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                any = true;
            }
            else if (quote == '\0' && c is ' ' or '\t')
            {
                Flush();
            }
            else
            {
                word.Append(c);
                any = true;
            }
        }

        if (quote != '\0')
        {
            throw Invalid($"unexpected end of statement while looking for matching {(quote == '"' ? "double" : "single")}-quote");
        }

        Flush();
        return words;

        void Flush()
        {
            if (any)
            {
                words.Add(word.ToString());
                word.Clear();
                any = false;
            }
        }
    }
}
