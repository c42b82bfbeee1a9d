using Engine.PowerShell.Tests.Running;
using Engine.Protocol;

namespace Engine.PowerShell.Tests;

/// <summary>The traps of PowerShell's binder that decided the signatures.</summary>
public sealed class BindingTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public BindingTests()
    {
        _session.Engine.Containers.Add("db", ContainerState.Running);
        _session.Engine.Containers.Add("web", ContainerState.Running);
        _session.Engine.Containers.Add("old", ContainerState.Exited);
    }

    [Theory]
    [InlineData("Stop-Container db", "stop db")]
    [InlineData("Stop-Container -Name DB*", "stop db")]
    [InlineData("Get-Container db | Stop-Container", "stop db")]
    [InlineData("'db', 'web' | Stop-Container", "stop db", "stop web")]
    [InlineData("Stop-Container -InputObject (Get-Container db)", "stop db")]
    [InlineData("Get-Container -State Running | Stop-Container -Force", "kill KILL db", "kill KILL web")]
    [InlineData("Stop-Container nothing*")]
    [InlineData("Get-Container | Where-Object State -eq Exited | Start-Container", "start old")]
    [InlineData("Get-Container db | Rename-Container -NewName data", "rename db data")]
    [InlineData("Rename-Container db data", "rename db data")]
    [InlineData("Get-Container old | Remove-Container", "rm old")]
    [InlineData("Get-Container db | Suspend-Container -PassThru | Resume-Container", "pause db", "resume db")]
    [InlineData("Restart-Container web, db", "restart web", "restart db")]
    [InlineData("Get-Container db | Stop-Container -NoWait", "ask db")]
    [InlineData("'old' | Start-Container", "start old")]
    [InlineData("Get-Container -State Running | Restart-Container", "restart db", "restart web")]
    [InlineData("Get-Container old | Start-Container -PassThru | Stop-Container -PassThru | Remove-Container", "start old", "stop old", "rm old")]
    [InlineData("Start-Container -InputObject (Get-Container old)", "start old")]
    [InlineData("Get-Container old | Get-Container | Remove-Container", "rm old")]
    public void Containers_come_in_every_form(string script, params string[] calls)
    {
        _session.Run(script);
        Assert.Equal(calls, _session.Engine.Calls.Take());
    }

    [Fact]
    public void A_piped_container_keeps_its_identity_when_another_takes_its_name()
    {
        _session.Run("$c = Get-Container db; Rename-Container db gone");
        _session.Engine.Containers.Add("other", ContainerState.Running);
        _session.Engine.Calls.Take();
        _session.Run("$c | Stop-Container");
        Assert.Equal(["stop gone"], _session.Engine.Calls.Take());
    }

    [Theory]
    [InlineData("$c | Invoke-ContainerCommand psql, -c, 'select 1'", "exec psql|-c|select 1")]
    [InlineData("$c | Invoke-ContainerCommand -Command psql, -c, x", "exec psql|-c|x")]
    [InlineData("Invoke-ContainerCommand -Name db echo a b", "exec echo|a|b")]
    [InlineData("$c | Invoke-ContainerCommand echo one two", "exec echo|one|two")]
    [InlineData("$c | Invoke-ContainerCommand -- sh -v -n x", "exec sh|-v|-n|x")]
    [InlineData("$c | Exec-Container pg_isready", "exec pg_isready")]
    public void A_command_line_arrives_whole(string script, string call)
    {
        _session.Run("$c = Get-Container db");
        _session.Run(script);
        Assert.Equal([call], _session.Engine.Calls.Take());
    }

    [Fact]
    public void A_piped_file_does_not_become_a_name()
    {
        var error = _session.RunToError("[IO.FileInfo]::new('/db') | Stop-Container");
        Assert.StartsWith("ParameterArgumentTransformationError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_session.Engine.Calls.Take());
    }

    [Theory]
    [InlineData("Stop-Container db -WhatIf")]
    [InlineData("Get-Container | Remove-Container -Force -WhatIf")]
    [InlineData("Start-Container -Image busybox -Name ghost -WhatIf")]
    [InlineData("New-Container busybox -WhatIf")]
    [InlineData("Invoke-Container busybox true -WhatIf")]
    [InlineData("Get-Container db | Invoke-ContainerCommand rm, -rf, / -WhatIf")]
    [InlineData("Get-Image | Remove-Image -WhatIf")]
    [InlineData("Add-ImageTag busybox mine:1 -WhatIf")]
    [InlineData("Rename-Container db x -WhatIf; Suspend-Container db -WhatIf; Restart-Container db -WhatIf")]
    public void WhatIf_changes_nothing(string script)
    {
        _session.Run(script);
        Assert.Empty(_session.Engine.Calls.Take());
    }

    public void Dispose() => _session.Dispose();
}
