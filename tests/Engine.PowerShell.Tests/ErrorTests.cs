using System.Management.Automation;
using Engine.PowerShell.Tests.Running;
using Engine.Protocol;

namespace Engine.PowerShell.Tests;

public sealed class ErrorTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public ErrorTests()
    {
        _session.Engine.Containers.Add("db", ContainerState.Running);
        _session.Engine.Containers.Add("old", ContainerState.Exited);
    }

    [Theory]
    [InlineData("Get-Container nope", "ContainerNotFound,Engine.PowerShell.Commands.GetContainerCommand", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Stop-Container nope", "ContainerNotFound,Engine.PowerShell.Commands.StopContainerCommand", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Get-Image nope", "ImageNotFound,Engine.PowerShell.Commands.GetImageCommand", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("New-Container nope", "ImageNotFound,Engine.PowerShell.Commands.NewContainerCommand", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("New-Container busybox -Name db", "ContainerNameInUse,Engine.PowerShell.Commands.NewContainerCommand", ErrorCategory.ResourceExists, "db")]
    [InlineData("Remove-Container db", "ContainerRunning,Engine.PowerShell.Commands.RemoveContainerCommand", ErrorCategory.InvalidOperation, "db")]
    [InlineData("Get-ContainerLog nope", "ContainerNotFound,Engine.PowerShell.Commands.GetContainerLogCommand", ErrorCategory.ObjectNotFound, "nope")]
    [InlineData("Invoke-ContainerCommand -Name old ls", "ContainerNotRunning,Engine.PowerShell.Commands.InvokeContainerCommandCommand", ErrorCategory.InvalidOperation, "old")]
    [InlineData("Invoke-ContainerCommand -Name db fails", "ContainerCommandFailed,Engine.PowerShell.Commands.InvokeContainerCommandCommand", ErrorCategory.InvalidResult, "db")]
    [InlineData("Wait-Container db -Timeout 0:0:0.05", "WaitTimedOut,Engine.PowerShell.Commands.WaitContainerCommand", ErrorCategory.OperationTimeout, "db")]
    [InlineData("Import-Image /no/such/file.tar", "PathNotFound,Engine.PowerShell.Commands.ImportImageCommand", ErrorCategory.ObjectNotFound, "/no/such/file.tar")]
    [InlineData("New-Container busybox -Publish 0", "InvalidArgument,Engine.PowerShell.Commands.NewContainerCommand", ErrorCategory.InvalidArgument, "busybox")]
    [InlineData("New-Container busybox -Volume a:b", "InvalidArgument,Engine.PowerShell.Commands.NewContainerCommand", ErrorCategory.InvalidArgument, "busybox")]
    [InlineData("Connect-Engine /no/engine.sock -Session $null", "EngineUnreachable,Engine.PowerShell.Commands.ConnectEngineCommand", ErrorCategory.ConnectionError, "unix:///no/engine.sock")]
    public void A_failure_has_its_id_category_and_target(string script, string id, ErrorCategory category, string target)
    {
        var error = _session.RunToError(script);
        Assert.Equal((id, category, target), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, (string)error.TargetObject));
    }

    [Fact]
    public void A_missing_container_does_not_keep_the_next_from_being_stopped()
    {
        var error = _session.RunToError("Stop-Container nope, db");
        Assert.Equal("nope", error.TargetObject);
        Assert.Equal(["stop db"], _session.Engine.Calls.Take());
    }

    [Fact]
    public void A_failed_command_tells_its_exit_status_and_what_it_said()
    {
        dynamic failure = _session.RunToError("Get-Container db | Invoke-ContainerCommand fails").Exception;
        Assert.Equal(3, (int)failure.ExitCode);
        Assert.Equal("FATAL: no such table\n", (string)failure.ErrorOutput);
        Assert.Equal("'fails' ended with exit status 3: FATAL: no such table", (string)failure.Message);
    }

    [Fact]
    public void An_error_recommends_what_to_do() =>
        Assert.Contains("Remove-Container -Force", _session.RunToError("Remove-Container db").ErrorDetails.RecommendedAction, StringComparison.Ordinal);

    public void Dispose() => _session.Dispose();
}
