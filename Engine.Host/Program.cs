using Engine.Host.Commands;
using Engine.Host.Configuration;
using Engine.Host.Hosting;

namespace Engine.Host;

/// <summary>The daemon's program. The first word is a verb; without one it serves.</summary>
internal static class Program
{
    private const int UsageError = 2;

    private static async Task<int> Main(string[] arguments)
    {
        var verb = arguments is [{ } first, ..] && !first.StartsWith('-') ? first : "serve";
        var rest = verb == "serve" && arguments is not ["serve", ..] ? arguments : arguments[1..];
        try
        {
            switch (verb)
            {
                case "serve" or "dial-stdio" or "check" when rest.Contains("--help"):
                case "help":
                    HelpText.Write(Console.Out);
                    return 0;
                case "serve":
                    return await ServeCommand.RunAsync(OptionsReader.Read(CommandLine.Parse(rest)));
                case "dial-stdio":
                    return await DialStdioCommand.RunAsync(OptionsReader.Read(CommandLine.Parse(rest)));
                case "check":
                    return await CheckCommand.RunAsync(
                        OptionsReader.Read(CommandLine.Parse([.. rest.Except(["--deep", "--repair"])])),
                        deep: rest.Contains("--deep"),
                        repair: rest.Contains("--repair"),
                        Console.Out,
                        CancellationToken.None);
                case "version":
                    return VersionCommand.Run(rest, Console.Out);
                default:
                    await Console.Error.WriteLineAsync($"engine-host: there is no verb {verb}; see engine-host --help");
                    return UsageError;
            }
        }
        catch (ConfigurationException e)
        {
            foreach (var fault in e.Faults)
            {
                await Console.Error.WriteLineAsync($"engine-host: {fault}");
            }

            return UsageError;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync($"engine-host: {e.Message}");
            return 1;
        }
    }
}
