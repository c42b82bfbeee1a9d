using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Engine.PowerShell.Tests.Fakes;

namespace Engine.PowerShell.Tests.Running;

/// <summary>A fake engine, and a runspace that imported the built module and connected to it.</summary>
public sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleSession()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([BuiltModule.Manifest]);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Run($"$s = Connect-Engine -Socket '{Engine.SocketPath}'");
        _runspace.SessionStateProxy.SetVariable("PSDefaultParameterValues", new DefaultParameterDictionary { ["*:Session"] = Variable("s") });
    }

    public FakeEngine Engine { get; } = new();

    public object Variable(string name) => _runspace.SessionStateProxy.GetVariable(name);

    /// <summary>A shell in this runspace.</summary>
    public System.Management.Automation.PowerShell Shell(string script)
    {
        var shell = System.Management.Automation.PowerShell.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }

    /// <summary>Runs a script that must not write an error.</summary>
    public Collection<PSObject> Run(string script)
    {
        using var shell = Shell(script);
        var output = shell.Invoke();
        Assert.Equal("", string.Join("\n", shell.Streams.Error.Select(error => $"{error} {error.Exception.InnerException}")));
        return output;
    }

    /// <summary>Runs a script that must write exactly one error record.</summary>
    public ErrorRecord RunToError(string script)
    {
        using var shell = Shell(script);
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException e)
        {
            return e.ErrorRecord;
        }

        return Assert.Single(shell.Streams.Error);
    }

    public void Dispose()
    {
        _runspace.Dispose();
        Engine.Dispose();
    }
}
