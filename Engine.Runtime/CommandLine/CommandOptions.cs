using Engine.Runtime.Launch;

namespace Engine.Runtime.CommandLine;

/// <summary>Options and arguments of one command, as runc's parser takes them: <c>--name value</c>, <c>--name=value</c>, one or two dashes, options before arguments.</summary>
internal sealed class CommandOptions
{
    private readonly List<KeyValuePair<string, string>> _values = [];

    private CommandOptions()
    {
    }

    /// <summary>What follows the options.</summary>
    public string[] Arguments { get; private set; } = [];

    /// <param name="args">The words.</param>
    /// <param name="syntax">Options that are known.</param>
    /// <exception cref="LaunchException">An option is unknown or lacks its value.</exception>
    public static CommandOptions Parse(ReadOnlySpan<string> args, OptionSyntax syntax)
    {
        var result = new CommandOptions();
        var i = 0;
        for (; i < args.Length; i++)
        {
            var word = args[i];
            if (word == "--")
            {
                i++;
                break;
            }

            if (word.Length < 2 || word[0] != '-')
            {
                break;
            }

            var name = word.TrimStart('-');
            var equals = name.IndexOf('=');
            var value = equals < 0 ? null : name[(equals + 1)..];
            name = syntax.Canonical(equals < 0 ? name : name[..equals]) ?? throw LaunchException.Invalid($"flag provided but not defined: {word}");
            if (syntax.TakesValue(name))
            {
                value ??= ++i < args.Length ? args[i] : throw LaunchException.Invalid($"flag needs an argument: {word}");
            }

            result._values.Add(new(name, value ?? "true"));
        }

        result.Arguments = args[i..].ToArray();
        return result;
    }

    public string? Get(string name) => _values.FindLast(v => v.Key == name).Value;

    public bool Has(string name) => Get(name) is { } value and not "false" && value.Length > 0;

    public IReadOnlyList<string> All(string name) => [.. _values.Where(v => v.Key == name).Select(v => v.Value)];

    /// <summary>The number an option has, or null if it is not given.</summary>
    public long? Number(string name) =>
        Get(name) is not { } text ? null : long.TryParse(text, out var number) ? number : throw LaunchException.Invalid($"invalid value \"{text}\" for flag -{name}");

    /// <summary>The only argument.</summary>
    public string ContainerId => Arguments is [var id] ? id : throw LaunchException.Invalid("exactly one argument, the container's id, is needed");
}
