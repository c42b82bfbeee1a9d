using Engine.Host.Configuration;

namespace Engine.Host.Commands;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public static void Write(TextWriter output)
    {
        output.WriteLine("""
            engine-host [serve] [options]       run the daemon
            engine-host check [--repair]        prove that store, kernel objects and database are consistent
            engine-host dial-stdio [options]    join standard input and output with the daemon's socket
            engine-host version [--json]        tell what this program is

            Options, also keys of the JSON file that --config-file names:
            """);
        foreach (var option in OptionDefinition.All)
        {
            output.WriteLine($"  --{option.Flag,-22} {option.Help}");
        }
    }
}
