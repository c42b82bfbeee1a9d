using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Engine.PowerShell.Tests.Running;

/// <summary>The built module, connected to a real engine that has one image, busybox:latest.</summary>
public sealed class RealModule : IDisposable
{
    private readonly Runspace _runspace = OpenRunspace();
    private PrivateEngine? _engine;

    internal PrivateEngine Engine => _engine!;

    /// <summary>Starts the engine once, or skips the test and says why.</summary>
    /// <param name="dataRoot">Where the engine keeps its data; null: in a directory of its own.</param>
    public async Task StartAsync(string? dataRoot = null)
    {
        if (_engine is not null)
        {
            return;
        }

        _engine = await PrivateEngine.StartAsync(dataRoot);
        Run($"$null = Connect-Engine -Socket '{_engine.Socket}'; $null = Import-Image '{_engine.RootFileSystem}' -Reference busybox:latest -Change 'CMD [\"sh\"]'");
    }

    /// <summary>What a script writes, as text. It must not fail.</summary>
    public List<string> Run(string script)
    {
        using var shell = Shell(script);
        var output = shell.Invoke();
        Assert.Empty(shell.Streams.Error);
        return [.. output.Select(item => item.ToString())];
    }

    /// <summary>The one error of a script.</summary>
    public ErrorRecord Error(string script)
    {
        using var shell = Shell(script);
        shell.Invoke();
        return Assert.Single(shell.Streams.Error);
    }

    public void Dispose()
    {
        try
        {
            if (_engine is not null)
            {
                Run("Get-Container | Remove-Container -Force -Confirm:$false; Disconnect-Engine");
            }
        }
        finally
        {
            _runspace.Dispose();
            _engine?.Dispose();
        }
    }

    private static Runspace OpenRunspace()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([BuiltModule.Manifest]);
        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return runspace;
    }

    private System.Management.Automation.PowerShell Shell(string script)
    {
        var shell = System.Management.Automation.PowerShell.Create(_runspace);
        return shell.AddScript(script);
    }
}
