using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Engine.PowerShell.Host;

/// <summary>Runs a script in the PowerShell that the tests embed, for machines without pwsh: <c>pwsh-lite SCRIPT [ARGUMENT…]</c>. Arguments
/// that begin with a dash name parameters of the script. What it writes is formatted as pwsh does; the exit status is the script's.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: pwsh-lite SCRIPT [ARGUMENT...]");
            return 64;
        }

        if (Console.IsOutputRedirected)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }

        var host = new ConsoleHost();
        var state = InitialSessionState.CreateDefault2();
        // The Utility cmdlets come with PowerShell itself and not with its library; scripts at least want to tell people something.
        state.Commands.Add(new SessionStateFunctionEntry("Write-Host", """
            param([Parameter(Position = 0, ValueFromPipeline)] $Object, [ConsoleColor] $ForegroundColor = 'Gray')
            process { $Host.UI.WriteLine($ForegroundColor, 'Black', "$Object") }
            """));
        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            shell.BeginStop(null, null);
        };
        shell.AddCommand(Path.GetFullPath(args[0]));
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] is ['-', _, ..])
            {
                var name = args[i][1..];
                if (i + 1 < args.Length && args[i + 1] is not ['-', _, ..])
                {
                    shell.AddParameter(name, args[++i]);
                }
                else
                {
                    shell.AddParameter(name);
                }
            }
            else
            {
                shell.AddArgument(args[i]);
            }
        }

        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke();
            return host.ExitCode ?? 0;
        }
        catch (PipelineStoppedException)
        {
            return 130;
        }
        catch (RuntimeException e)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{e.ErrorRecord.InvocationInfo?.PositionMessage}\n{e.Message}"));
            return 1;
        }
    }
}
