namespace Engine.Runtime.CommandLine;

/// <summary>The global options.</summary>
internal sealed record Invocation
{
    public const string DefaultRoot = "/run/engine-runtime";

    public static OptionSyntax Syntax { get; } = new(
        ["root", "log", "log-format", "rootless", "criu"], ["debug", "systemd-cgroup", "version,v", "help,h"]);

    /// <summary>Directory of the containers' state.</summary>
    public required string Root { get; init; }

    public static Invocation From(CommandOptions options) => new()
    {
        Root = Path.GetFullPath(options.Get("root") ?? DefaultRoot),
    };
}
