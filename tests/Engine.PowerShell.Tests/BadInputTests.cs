using System.Diagnostics;
using System.Management.Automation;
using Engine.EndToEnd.Tests;
using Engine.PowerShell.Tests.Running;

namespace Engine.PowerShell.Tests;

/// <summary>What can't be done, asked of a real engine by the cmdlets: the error's name, category and subject, and nothing half-made.</summary>
public sealed class BadInputTests(RealModule module) : IClassFixture<RealModule>
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Begin = "Start-Container -Image busybox -Network none";

    public static TheoryData<string, string, ErrorCategory, string, string> Scripts => new()
    {
        { "Start-Container -Image no/such:image", "ImageNotFound", ErrorCategory.ObjectNotFound, "no/such:image", "No such image: no/such:image" },
        { $"New-Container {Digest}", "ImageNotFound", ErrorCategory.ObjectNotFound, Digest, Digest },
        { "New-Container UPPER", "InvalidReference", ErrorCategory.InvalidArgument, "UPPER", "must be lowercase" },
        { "New-Container 'bad reference'", "InvalidReference", ErrorCategory.InvalidArgument, "bad reference", "invalid reference format" },
        { "Get-Image busybox | Add-ImageTag -Reference a:b:c:d", "InvalidReference", ErrorCategory.InvalidArgument, "busybox:latest", "invalid reference format" },
        { "New-Container busybox -Name a/b", "InvalidArgument", ErrorCategory.InvalidArgument, "a/b", "Invalid container name (a/b)" },
        { "New-Container busybox -Name busy", "ContainerNameInUse", ErrorCategory.ResourceExists, "busy", "is already in use" },
        { "Rename-Container idle -NewName busy", "ContainerNameInUse", ErrorCategory.ResourceExists, "idle", "is already in use" },
        { "New-Container busybox -CapabilityAdd NOPE", "InvalidArgument", ErrorCategory.InvalidArgument, "busybox", "unknown capability: \"CAP_NOPE\"" },
        { "New-Container busybox -CapabilityDrop NOPE", "InvalidArgument", ErrorCategory.InvalidArgument, "busybox", "unknown capability: \"CAP_NOPE\"" },
        { "New-Container busybox -SecurityOption nope=1", "InvalidArgument", ErrorCategory.InvalidArgument, "busybox", "nope=1" },
        { "New-Container busybox -Ulimit nope=1", "InvalidArgument", ErrorCategory.InvalidArgument, "busybox", "invalid ulimit type: nope" },
        { "New-Container busybox -Memory 1", "InvalidArgument", ErrorCategory.InvalidArgument, "busybox", "Minimum memory limit allowed is 6MB" },
        { "Start-Container -Image busybox -Network nope", "NetworkNotFound", ErrorCategory.ObjectNotFound, "busybox", "network nope not found" },
        { $"{Begin} -Name job -Command nope", "CommandNotFound", ErrorCategory.ObjectNotFound, "job", "exec: \"nope\": executable file not found in $PATH" },
        { $"{Begin} -Name job -Command /etc", "CommandNotExecutable", ErrorCategory.PermissionDenied, "job", "exec: \"/etc\": is a directory" },
        { "Invoke-Container busybox nope -Network none", "CommandNotFound", ErrorCategory.ObjectNotFound, "busybox", "executable file not found in $PATH" },
        { "Invoke-ContainerCommand -Name busy nope", "CommandNotFound", ErrorCategory.ObjectNotFound, "busy", "executable file not found in $PATH" },
        { "Invoke-ContainerCommand -Name busy /etc", "CommandNotExecutable", ErrorCategory.PermissionDenied, "busy", "is a directory" },
        { "Invoke-ContainerCommand -Name idle true", "ContainerNotRunning", ErrorCategory.InvalidOperation, "idle", "is not running" },
        { "Start-Container nope", "ContainerNotFound", ErrorCategory.ObjectNotFound, "nope", "No such container: nope" },
        { "Remove-Container busy -Confirm:$false", "ContainerRunning", ErrorCategory.InvalidOperation, "busy", "container is running" },
        { "Remove-Image busybox -Confirm:$false", "ImageInUse", ErrorCategory.ResourceBusy, "busybox", "busybox" },
        { "Stop-Container busy -Signal NOPE", "InvalidArgument", ErrorCategory.InvalidArgument, "busy", "NOPE" },
        { "Import-Image $archive", "InvalidArchive", ErrorCategory.InvalidData, "random", "invalid tar header" },
        { "Import-Image $archive -Reference bad", "InvalidArchive", ErrorCategory.InvalidData, "random", "invalid tar header" },
        { "Import-Image $archive", "InvalidArchive", ErrorCategory.InvalidData, "no image", "manifest.json" },
        { "Import-Image $archive", "InvalidArchive", ErrorCategory.InvalidData, "truncated", "unexpected end of the archive" },
        { "Import-Image $archive", "InvalidArchive", ErrorCategory.InvalidData, "truncated gzip", "unexpected end" },
        { "Import-Image $archive -Reference bad", "InvalidArchive", ErrorCategory.InvalidData, "truncated", "unexpected end of the archive" },
        { "Import-Image $archive", "DigestMismatch", ErrorCategory.InvalidData, "wrong layer", "content does not match its digest" },
        { "Import-Image $archive", "DigestMismatch", ErrorCategory.InvalidData, "wrong blob", "content does not match its digest" },
        { "Import-Image $archive", "InvalidArchive", ErrorCategory.InvalidData, "climbing layer", "it leads out of the layer" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task What_cannot_be_done_is_one_error_and_leaves_nothing(string script, string id, ErrorCategory category, string target, string message)
    {
        await module.StartAsync();
        try
        {
            module.Run("$null = Start-Container -Image busybox -Name busy -Network none -Command sleep, 600; $null = New-Container busybox -Name idle");
            var archive = $"{Engine.Directory}/bad.tar";
            var importing = script.Contains("$archive", StringComparison.Ordinal);
            if (importing)
            {
                File.WriteAllBytes(archive, BadArchive.Make(target));
            }

            var before = Engine.StoredFiles();
            var error = module.Error($"$archive = '{archive}'; {script}");
            Assert.Equal((id, category, importing ? archive : target), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category, error.TargetObject?.ToString()));
            Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
            Assert.Equal(["busy Running", "idle Created"], module.Run("Get-Container | % { \"$($_.Name) $($_.State)\" }").Order());
            Assert.Equal(["busybox:latest"], module.Run("Get-Image | % { $_.Reference }"));
            Assert.Equal(before, Engine.StoredFiles());
        }
        finally
        {
            module.Run("Get-Container | Remove-Container -Force -Confirm:$false");
        }
    }

    [Fact]
    public async Task An_import_that_fills_the_disk_is_one_error_and_leaves_nothing()
    {
        Assert.SkipUnless(Environment.UserName == "root", "mounting needs root");
        var small = Directory.CreateTempSubdirectory("engine-small-").FullName;
        Process.Start("mount", ["-t", "tmpfs", "-o", "size=24m", "small", small]).WaitForExit();
        try
        {
            using var full = new RealModule();
            await full.StartAsync($"{small}/data");
            var large = $"{full.Engine.Directory}/large.tar";
            File.WriteAllBytes(large, DockerArchive.Make(DockerArchive.Tar(("file", new byte[40 << 20]))));
            var before = full.Engine.StoredFiles();
            foreach (var script in new[] { $"Import-Image '{large}'", $"Import-Image '{large}' -Reference large" })
            {
                var error = full.Error(script);
                Assert.Equal(("DiskFull", ErrorCategory.ResourceUnavailable, large), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category, error.TargetObject));
                Assert.Contains("no space left on device", error.ToString(), StringComparison.Ordinal);
                Assert.Equal(before, full.Engine.StoredFiles());
            }
        }
        finally
        {
            Process.Start("umount", [small]).WaitForExit();
            Directory.Delete(small);
        }
    }

    private PrivateEngine Engine => module.Engine;
}
