using System.Globalization;
using System.Management.Automation.Host;

namespace Engine.PowerShell.Host;

/// <summary>PowerShell's view of the program it runs in.</summary>
internal sealed class ConsoleHost : PSHost
{
    /// <summary>What the script exits with, if it said.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "pwsh-lite";

    public override PSHostUserInterface UI { get; } = new ConsoleUserInterface();

    public override Version Version => new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
