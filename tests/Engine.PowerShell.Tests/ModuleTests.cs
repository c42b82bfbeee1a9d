using System.Diagnostics;
using System.Text.RegularExpressions;
using Engine.PowerShell.Tests.Running;
using Engine.Protocol;

namespace Engine.PowerShell.Tests;

/// <summary>The module in a process of its own, as a user has it: nothing of the tests can help it to find its dependencies.</summary>
public sealed class ModuleTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engine-ps-");

    [Fact]
    public async Task Dependencies_stay_out_of_PowerShells_own_context()
    {
        var output = await RunAsync("""
            param($Manifest, $Socket)
            Import-Module $Manifest -Force
            $null = Connect-Engine $Socket
            (Get-Engine).Version
            foreach ($name in 'Engine.PowerShell', 'Engine.Protocol', 'StreamJsonRpc', 'Nerdbank.MessagePack') {
                $loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq $name }
                "$name in $([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($loaded).Name)"
            }
            [Engine.PowerShell.ContainerState]::Paused
            """);
        Assert.Equal(
            [
                "WARNING: no swap limit", "9.9.9", "Engine.PowerShell in Default", "Engine.Protocol in Engine.PowerShell dependencies",
                "StreamJsonRpc in Engine.PowerShell dependencies", "Nerdbank.MessagePack in Engine.PowerShell dependencies", "Paused",
            ],
            output.OrderByDescending(line => line.StartsWith("WARNING", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_table_shows_what_a_person_wants_to_see()
    {
        _session.Engine.Containers.Add("web", ContainerState.Running);
        var output = await RunAsync("param($Manifest, $Socket) Import-Module $Manifest; $null = Connect-Engine $Socket; Get-Container");
        Assert.Contains(output, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["Id", "Name", "Image", "State", "Age", "Ports"]);
        Assert.Contains(output, line => line.Contains("web", StringComparison.Ordinal) && line.Contains("Running", StringComparison.Ordinal) && line.Contains("5m", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<List<string>> RunAsync(string script)
    {
        var path = Path.Combine(_folder.FullName, "script.ps1");
        await File.WriteAllTextAsync(path, script, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(BuiltModule.ScriptHost, [path, BuiltModule.Manifest, _session.Engine.SocketPath]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await errors);
        return [.. Regex.Replace(output, @"\e\[[0-9;]*m", "").Split('\n').Where(line => line.Length > 0)];
    }
}
