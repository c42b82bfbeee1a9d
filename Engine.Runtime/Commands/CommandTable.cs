using Engine.Runtime.CommandLine;

namespace Engine.Runtime.Commands;

/// <summary>The commands by name.</summary>
internal static class CommandTable
{
    private static readonly string[] NoOptions = [];

    /// <summary>What a command is: its options and what runs it.</summary>
    public static (OptionSyntax Syntax, Func<Invocation, CommandOptions, int> Run)? Find(string name) => name switch
    {
        "create" => (CreateCommand.Syntax, CreateCommand.Create),
        "run" => (CreateCommand.Syntax, RunCommand.Run),
        "start" => (new OptionSyntax(NoOptions, NoOptions), StartCommand.Run),
        "state" => (new OptionSyntax(NoOptions, NoOptions), StateCommand.Run),
        "kill" => (new OptionSyntax(NoOptions, ["all,a"]), KillCommand.Run),
        "delete" => (new OptionSyntax(NoOptions, ["force,f"]), DeleteCommand.Run),
        "exec" => (ExecCommand.Syntax, ExecCommand.Run),
        "pause" => (new OptionSyntax(NoOptions, NoOptions), FreezeCommand.Pause),
        "resume" => (new OptionSyntax(NoOptions, NoOptions), FreezeCommand.Resume),
        "ps" => (new OptionSyntax(["format,f"], NoOptions), PsCommand.Run),
        "update" => (UpdateCommand.Syntax, UpdateCommand.Run),
        "features" => (new OptionSyntax(NoOptions, NoOptions), FeaturesCommand.Run),
        "spec" => (new OptionSyntax(["bundle,b"], ["rootless"]), SpecCommand.Run),
        "list" => (new OptionSyntax(["format,f"], ["quiet,q"]), ListCommand.Run),
        "events" => (new OptionSyntax(["interval"], ["stats"]), EventsCommand.Run),
        "plan" => (new OptionSyntax(NoOptions, NoOptions), PlanCommand.Run),
        "monitor" => (new OptionSyntax(NoOptions, NoOptions), (_, _) => Monitor.MonitorCommand.Run()),
        _ => null,
    };
}
