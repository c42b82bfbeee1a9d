using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Engine.Host.Tests.Registry;

namespace Engine.PowerShell.Tests.Running;

/// <summary>
/// The real engine with the containers, volumes and files that the examples of the help speak of: web and db run and are healthy after a moment, job has ended with 3, and
/// busybox.tar and rootfs.tar are archives in the current directory, and localhost:5000 is a registry.
/// </summary>
public sealed class ExampleEngine : IAsyncLifetime
{
    private const string Scene = """
        Get-Container | Remove-Container -Force
        Remove-ContainerNetwork *
        Get-Image | Where-Object { 'busybox:latest' -notin $_.Reference } | Remove-Image
        Add-ImageTag busybox busybox:1
        Get-ContainerVolume | Remove-ContainerVolume -Confirm:$false
        $null = New-ContainerVolume data, cache -Label @{ tier = 'db' }
        $serve = 'trap "exit 0" TERM; echo listening; while :; do sleep 0.1; done'
        foreach ($name in 'web', 'db') {
            $null = Start-Container -Image busybox -Name $name -Network none -Label @{ tier = 'front' } -HealthCommand 'true' -HealthInterval 0:0:0.2 -Command sh, -c, $serve
        }
        $null = Start-Container -Image busybox -Name job -Network none -Command sh, -c, 'echo failed >&2; exit 3' | Wait-Container
        """;

    private readonly FaultRegistry _registry = new() { Fault = request => request.Path == "/v1/search" ? new FakeAnswer(200, "{\"results\":[]}"u8.ToArray()) : null };
    private PrivateEngine? _engine;

    public async ValueTask InitializeAsync()
    {
        _engine = await PrivateEngine.StartAsync(null);
        List<string> faults = [];
        Run("Import-Image ./busybox.tar; Add-ImageTag busybox localhost:5000/box:1; Send-Image localhost:5000/box:1", faults);
        Assert.Empty(faults);
    }

    /// <summary>Runs every example of a cmdlet's help, each in a new runspace and on a scene of its own.</summary>
    /// <returns>What went wrong.</returns>
    internal string RunExamples(string cmdlet)
    {
        List<string> faults = [];
        foreach (var example in Run($"(Get-Help {cmdlet} -Examples).examples.example | % {{ \"$($_.title)`0$($_.code)\" }}", []))
        {
            var (title, code) = example.Split('\0') is [var name, var text] ? (name, text) : throw new InvalidOperationException(example);
            // The one place that is where only an installed engine has it.
            code = code.Replace("/run/engine/rpc.sock", _engine!.Socket, StringComparison.Ordinal);
            Run(Scene, faults);
            var output = Run(code, faults);
            TestContext.Current.TestOutputHelper?.WriteLine($"{title}\nPS> {code}\n{string.Join('\n', output)}\n");
        }

        return string.Join("\n\n", faults);
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            Run("Get-Container | Remove-Container -Force; Get-EngineSession | Disconnect-Engine", []);
            _engine.Dispose();
        }

        await _registry.DisposeAsync();
    }

    private List<string> Run(string script, List<string> faults)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([BuiltModule.Manifest]);
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(_engine!.Directory);
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        script = script.Replace("localhost:5000", _registry.Host, StringComparison.Ordinal);
        shell.AddScript($"$env:DOCKER_CONFIG = '{_engine.Directory}/docker'; $null = Connect-Engine -Socket '{_engine.Socket}'\n{script}");
        try
        {
            return [.. shell.Invoke().Select(item => $"{item}")];
        }
        catch (RuntimeException e)
        {
            faults.Add($"{script}\n{e.Message}");
            return [];
        }
        finally
        {
            faults.AddRange(shell.Streams.Error.Select(error => $"{script}\n{error}"));
        }
    }
}
