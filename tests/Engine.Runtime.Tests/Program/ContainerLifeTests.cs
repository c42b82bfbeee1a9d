using System.Text.Json.Nodes;

namespace Engine.Runtime.Tests.Program;

/// <summary>Containers on the running kernel, made by the published program.</summary>
public sealed class ContainerLifeTests : IDisposable
{
    private readonly RuntimeProgram _runtime = new();

    public void Dispose() => _runtime.Dispose();

    [Fact]
    public void Run_ends_as_the_program_did_and_leaves_nothing()
    {
        _runtime.Configure("/bin/sh", "-c", "echo hello; exit 7");
        var id = _runtime.NewId();
        var result = _runtime.Run("run", "--bundle", _runtime.Bundle, id);
        Assert.Equal((7, "hello\n"), (result.ExitCode, result.Output));
        Assert.Equal(1, _runtime.Run("state", id).ExitCode);
    }

    [Fact]
    public void A_program_that_does_not_exist_is_named()
    {
        _runtime.Configure("nope");
        var result = _runtime.Run("run", "--bundle", _runtime.Bundle, _runtime.NewId());
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("exec: \"nope\": executable file not found in $PATH", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_standard_descriptors_reach_the_program()
    {
        _runtime.Configure("/bin/ls", "/proc/self/fd");
        var result = _runtime.Run("run", "--bundle", _runtime.Bundle, _runtime.NewId());

        // 3 is the listing's own.
        Assert.Equal("0\n1\n2\n3\n", result.Output);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(11)]
    public void A_leaked_descriptor_is_no_working_directory(int descriptor)
    {
        _runtime.Configure("/bin/true");
        _runtime.Edit(c => c["process"]!["cwd"] = $"/proc/self/fd/{descriptor}");
        Assert.NotEqual(0, _runtime.Run("run", "--bundle", _runtime.Bundle, _runtime.NewId()).ExitCode);
    }

    [Fact]
    public void A_proc_that_is_a_link_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_runtime.Root, "elsewhere"));
        File.CreateSymbolicLink(Path.Combine(_runtime.Root, "proc"), "/elsewhere");
        _runtime.Configure("/bin/true");
        var result = _runtime.Run("run", "--bundle", _runtime.Bundle, _runtime.NewId());
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("mount proc at /proc: ELOOP", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dev_that_leads_outside_stays_inside()
    {
        var outside = Directory.CreateTempSubdirectory("outside");
        try
        {
            File.CreateSymbolicLink(Path.Combine(_runtime.Root, "dev"), "../../../../../../../.." + outside.FullName);
            _runtime.Configure("/bin/true");
            _runtime.Run("run", "--bundle", _runtime.Bundle, _runtime.NewId());
            Assert.Empty(outside.EnumerateFileSystemInfos());
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_created_container_is_started_joined_and_deleted()
    {
        _runtime.Configure("/bin/sleep", "100");
        var id = _runtime.NewId();
        var pid = Path.Combine(_runtime.Bundle, "pid");
        Assert.Equal(0, _runtime.RunSilently("create", "--bundle", _runtime.Bundle, "--pid-file", pid, id));
        Assert.Equal("created", Status(id));
        Assert.Equal(0, _runtime.Run("start", id).ExitCode);
        Assert.Equal("running", Status(id));
        Assert.Contains("already running", _runtime.Run("start", id).Error, StringComparison.Ordinal);

        var exec = _runtime.Run("exec", id, "/bin/sh", "-c", "echo in $$; exit 3");
        Assert.Equal(3, exec.ExitCode);
        Assert.StartsWith("in ", exec.Output, StringComparison.Ordinal);
        Assert.Contains("not stopped", _runtime.Run("delete", id).Error, StringComparison.Ordinal);
        Assert.Equal(0, _runtime.Run("delete", "--force", id).ExitCode);
        Assert.Equal(1, _runtime.Run("state", id).ExitCode);
    }

    private string Status(string id) => JsonNode.Parse(_runtime.Run("state", id).Output)!["status"]!.GetValue<string>();

    [Fact]
    public void A_cgroup_with_processes_of_others_is_refused_and_they_live_on()
    {
        var first = _runtime.NewId();
        _runtime.Configure("/bin/sleep", "1000");
        _runtime.Edit(c => c["linux"]!["cgroupsPath"] = $"/engine-test/{first}");
        Assert.Equal(0, _runtime.RunSilently("run", "--detach", "--bundle", _runtime.Bundle, first));
        var result = _runtime.Run("run", "--bundle", _runtime.Bundle, _runtime.NewId());
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"the cgroup /engine-test/{first} is not empty", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"running\"", _runtime.Run("state", first).Output, StringComparison.Ordinal);
    }
}
