namespace Engine.Host.Configuration;

/// <summary>The flags of a command line: <c>--name value</c>, <c>--name=value</c>, and dockerd's <c>-H</c> and <c>-D</c>.</summary>
internal sealed class CommandLine
{
    /// <summary>The flag that names the configuration file; it is no option of the file itself.</summary>
    public const string ConfigFileFlag = "config-file";

    private readonly List<OptionValue> _values = [];
    private readonly List<ConfigurationFault> _faults = [];

    private CommandLine()
    {
    }

    public IReadOnlyList<OptionValue> Values => _values;

    public IReadOnlyList<ConfigurationFault> Faults => _faults;

    public string? ConfigFile { get; private set; }

    public static CommandLine Parse(ReadOnlySpan<string> arguments)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Length; i++)
        {
            i += line.Take(arguments[i], i + 1 < arguments.Length ? arguments[i + 1] : null);
        }

        return line;
    }

    // Returns how many further arguments were used.
    private int Take(string argument, string? next)
    {
        if (argument is "-D" or "--debug")
        {
            _values.Add(new OptionValue(OptionDefinition.LogLevel, argument, "debug"));
            return 0;
        }

        if (argument is not "-H" && !argument.StartsWith("--", StringComparison.Ordinal))
        {
            _faults.Add(new ConfigurationFault(argument, "not a flag, and no further words are expected"));
            return 0;
        }

        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var flag = argument is "-H" ? OptionDefinition.Host.Flag : equals < 0 ? argument[2..] : argument[2..equals];
        var option = OptionDefinition.All.FirstOrDefault(o => o.Flag == flag);
        if (option is null && flag != ConfigFileFlag)
        {
            _faults.Add(new ConfigurationFault("--" + flag, "unknown flag"));
            return 0;
        }

        var value = equals >= 0 ? argument[(equals + 1)..] : option?.Shape is OptionShape.Switch ? "true" : next;
        if (value is null)
        {
            _faults.Add(new ConfigurationFault("--" + flag, "needs a value"));
            return 0;
        }

        if (option is null)
        {
            ConfigFile = value;
        }
        else
        {
            _values.Add(new OptionValue(option, "--" + flag, value));
        }

        return equals < 0 && option?.Shape is not OptionShape.Switch ? 1 : 0;
    }
}
