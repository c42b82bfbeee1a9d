using System.Globalization;
using Engine.Host.Errors;
using Engine.Oci.Monitor;

namespace Engine.Host.Containers.Logs;

/// <summary>A container's log options, checked.</summary>
internal sealed record LogSettings
{
    private static readonly HashSet<string> Known =
        ["max-size", "max-file", "compress", "labels", "labels-regex", "env", "env-regex", "tag", "mode", "max-buffer-size"];

    /// <summary>Nothing is kept.</summary>
    public bool None { get; private init; }

    /// <summary>Bytes of one file; 0: no limit.</summary>
    public long MaxSize { get; private init; }

    /// <summary>Files kept, the current one included.</summary>
    public int MaxFiles { get; private init; }

    /// <summary>Rotated files are compressed.</summary>
    public bool Compress { get; private init; }

    /// <exception cref="InvalidArgumentException">An unknown driver or option, or a bad value.</exception>
    public static LogSettings Parse(LogConfiguration configuration, ContainerServiceOptions defaults)
    {
        switch (configuration.Driver)
        {
            case "none":
                return new LogSettings { None = true };
            case "" or "json-file" or "local":
                break;
            default:
                throw new InvalidArgumentException(
                    $"error looking up logging plugin {configuration.Driver}: plugin \"{configuration.Driver}\" not found");
        }

        string driver = configuration.Driver == "local" ? "local" : "json-file";
        foreach (string key in configuration.Options.Keys)
        {
            if (!Known.Contains(key))
            {
                throw new InvalidArgumentException($"unknown log opt '{key}' for {driver} log driver");
            }
        }

        long size = configuration.Options.TryGetValue("max-size", out string? maxSize) ? ParseSize(maxSize) : defaults.DefaultLogSize;
        return new LogSettings
        {
            MaxSize = size,
            MaxFiles = configuration.Options.TryGetValue("max-file", out string? files) ? ParseFiles(files) : size > 0 ? defaults.DefaultLogFiles : 1,
            Compress = !configuration.Options.TryGetValue("compress", out string? compress) || ParseBool("compress", compress),
        };
    }

    /// <summary>What the monitor writes, or null for nothing.</summary>
    public LogOptions? ToOptions(Container container, string path) => None ? null : new LogOptions
    {
        Path = path,
        MaxSize = MaxSize,
        MaxFiles = MaxFiles,
        Attributes = LogAttributes.Build(container) is { Count: > 0 } attributes ? attributes : null,
    };

    private static long ParseSize(string text)
    {
        string number = text.Trim().ToLowerInvariant().TrimEnd('b').TrimEnd('i');
        long factor = number.Length == 0 ? 1 : number[^1] switch
        {
            'k' => 1L << 10,
            'm' => 1L << 20,
            'g' => 1L << 30,
            't' => 1L << 40,
            _ => 1,
        };
        number = factor == 1 ? number : number[..^1];
        return number == "-1" ? 0
            : double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double size) && size > 0
                ? (long)(size * factor)
                : throw new InvalidArgumentException($"invalid value for max-size: invalid size: '{text}'");
    }

    private static int ParseFiles(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int files) && files >= 1
            ? files
            : throw new InvalidArgumentException("max-file cannot be less than 1");

    private static bool ParseBool(string key, string text) =>
        bool.TryParse(text, out bool value) ? value : throw new InvalidArgumentException($"invalid value for {key}: '{text}'");
}
