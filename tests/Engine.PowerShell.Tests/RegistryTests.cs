using System.Management.Automation;
using System.Runtime.Versioning;
using Engine.PowerShell.Tests.Running;

namespace Engine.PowerShell.Tests;

/// <summary>Images to and from registries by cmdlets, with a Docker configuration of the tests' own.</summary>
[SupportedOSPlatform("linux")]
public sealed class RegistryTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _home = Directory.CreateTempSubdirectory("engine-docker-").FullName;

    public RegistryTests() => _session.Run($"$env:DOCKER_CONFIG = '{_home}'; $secret = [pscredential]::new('me', [Net.NetworkCredential]::new('', 'word').SecurePassword)");

    [Fact]
    public void A_pull_writes_the_image_and_a_push_what_it_is_asked_for()
    {
        dynamic image = Assert.Single(_session.Run("Receive-Image localhost:5000/box:1 -Platform linux/arm64")).BaseObject;
        Assert.Equal("busybox:latest", (string)image.Name);
        Assert.Empty(_session.Run("Send-Image localhost:5000/box:1"));
        Assert.Equal("localhost:5000/box:1@sha256:1", Assert.Single(_session.Run("Send-Image localhost:5000/box:1 -PassThru")).ToString());
        Assert.Equal(["pull localhost:5000/box:1 linux/arm64", "push localhost:5000/box:1", "push localhost:5000/box:1"], _session.Engine.Calls.Take());
    }

    [Fact]
    public void A_refusal_is_an_authentication_error_with_advice()
    {
        var error = _session.RunToError("Receive-Image denied");
        Assert.Equal(("ImagePullDenied,Engine.PowerShell.Commands.ReceiveImageCommand", ErrorCategory.AuthenticationError), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Contains("Connect-ImageRegistry", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_one_record_a_layer_and_all_are_completed()
    {
        _session.Engine.Images.Reports = 500;
        using var shell = _session.Shell("Receive-Image box");
        shell.Invoke();
        var records = shell.Streams.Progress.ToList();
        Assert.InRange(records.Count, 4, 20);
        Assert.Equal(2, records.Count(record => record.RecordType == ProgressRecordType.Completed));
    }

    [Fact]
    public void A_job_has_the_image_and_can_be_stopped()
    {
        Assert.Equal("busybox:latest", Assert.Single(_session.Run("Receive-Image box -AsJob | Wait-Job | Receive-Job")).ToString());
        _session.Engine.Images.Hangs = true;
        Assert.Equal("Stopped", Assert.Single(_session.Run("$job = Receive-Image box -AsJob; Stop-Job $job; $job.State")).ToString());
        Assert.Equal("Failed", Assert.Single(_session.Run("(Receive-Image denied -AsJob | Wait-Job).State")).ToString());
    }

    [Fact]
    public void A_login_is_kept_where_docker_keeps_it_and_used()
    {
        _session.Run("Connect-ImageRegistry reg.example -Credential $secret -WarningAction SilentlyContinue; Receive-Image reg.example/a; Disconnect-ImageRegistry reg.example; Receive-Image reg.example/a");
        Assert.Equal(["login reg.example me word", "pull reg.example/a  me", "pull reg.example/a"], _session.Engine.Calls.Take());
        Assert.Equal((UnixFileMode)0x180, File.GetUnixFileMode(Path.Combine(_home, "config.json")));
    }

    [Fact]
    public void A_credential_helper_keeps_it_instead_and_the_rest_of_the_file_stays()
    {
        var helper = Path.Combine(_home, "docker-credential-kept");
        File.WriteAllText(helper, $$"""
            #!/bin/sh
            case $1 in
            store) cat >{{_home}}/kept;;
            get) cat >/dev/null; test -s {{_home}}/kept && cat {{_home}}/kept || { echo credentials not found in native keychain; exit 1; };;
            erase) rm -f {{_home}}/kept;;
            esac
            """);
        File.SetUnixFileMode(helper, (UnixFileMode)0x1C0);
        File.WriteAllText(Path.Combine(_home, "config.json"), """{"credsStore":"kept","psFormat":"mine"}""");
        _session.Run($"$path = $env:PATH; $env:PATH = '{_home}:' + $path; Receive-Image reg.example/a; Connect-ImageRegistry reg.example -Credential $secret; Receive-Image reg.example/a; Disconnect-ImageRegistry reg.example; $env:PATH = $path");
        Assert.Equal(["pull reg.example/a", "login reg.example me word", "pull reg.example/a  me"], _session.Engine.Calls.Take());
        Assert.Contains("mine", File.ReadAllText(Path.Combine(_home, "config.json")), StringComparison.Ordinal);
        Assert.DoesNotContain("word", File.ReadAllText(Path.Combine(_home, "config.json")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_home, "kept")));
    }

    [Fact]
    public void An_archive_is_there_when_it_is_whole_and_not_overwritten_unasked()
    {
        var file = Path.Combine(_home, "a.tar");
        Assert.Equal(file, Assert.Single(_session.Run($"Get-Image busybox | Export-Image -Path '{file}'")).ToString());
        Assert.Equal("archive", File.ReadAllText(file));
        Assert.Equal("PathExists,Engine.PowerShell.Commands.ExportImageCommand", _session.RunToError($"Export-Image busybox '{file}'").FullyQualifiedErrorId);
        Assert.Equal(["save busybox:latest busybox:1"], _session.Engine.Calls.Take());
    }

    [Fact]
    public void A_prune_asks_for_nothing_when_nothing_would_go_away_and_tells_what_went()
    {
        Assert.Empty(_session.Run("Clear-Image -All -WhatIf"));
        dynamic report = Assert.Single(_session.Run("Clear-Image -Confirm:$false")).BaseObject;
        Assert.Equal(7L, (long)report.ReclaimedBytes);
        Assert.Equal(["prune True True", "prune False True", "prune False False"], _session.Engine.Calls.Take());
    }

    public void Dispose()
    {
        _session.Run("$env:DOCKER_CONFIG = $null");
        _session.Dispose();
        Directory.Delete(_home, recursive: true);
    }
}
