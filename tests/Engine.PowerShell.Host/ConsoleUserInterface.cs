using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Engine.PowerShell.Host;

/// <summary>Writes to the console and never asks: scripts run here are not interactive.</summary>
internal sealed class ConsoleUserInterface : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();

    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw Interactive();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => defaultChoice;

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Interactive();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw Interactive();

    public override string ReadLine() => throw Interactive();

    public override SecureString ReadLineAsSecureString() => throw Interactive();

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        // Gray is a terminal's own colour, which may be black on white.
        if (foregroundColor != RawUI.ForegroundColor)
        {
            Console.ForegroundColor = foregroundColor;
        }

        Console.Out.Write(value);
        Console.ResetColor();
    }

    public override void Write(string value) => Console.Out.Write(value);

    public override void WriteLine(string value) => Console.Out.WriteLine(value);

    public override void WriteDebugLine(string message) => Console.Out.WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => Console.Out.WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => Console.Out.WriteLine("WARNING: " + message);

    public override void WriteErrorLine(string value) => Console.Error.WriteLine(value);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    private static NotSupportedException Interactive() => new("pwsh-lite asks nobody anything; run the script in pwsh.");
}
