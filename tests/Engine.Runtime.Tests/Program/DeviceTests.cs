using System.Text.Json.Nodes;

namespace Engine.Runtime.Tests.Program;

/// <summary>Device nodes where they are not simply made.</summary>
public sealed class DeviceTests : IDisposable
{
    private readonly RuntimeProgram _runtime = new();

    public void Dispose() => _runtime.Dispose();

    [Fact]
    public void A_file_of_the_image_in_a_default_devices_place_is_covered()
    {
        Directory.CreateDirectory(Path.Combine(_runtime.Root, "dev"));
        File.WriteAllText(Path.Combine(_runtime.Root, "dev/null"), "not the null device");
        _runtime.Configure("/bin/stat", "-c", "%F %t:%T", "/dev/null");
        OnlyProc();
        Assert.Equal("character special file 1:3\n", _runtime.RunBundle().Output);
        Assert.Equal("not the null device", File.ReadAllText(Path.Combine(_runtime.Root, "dev/null")));
    }

    [Fact]
    public void A_file_of_the_image_in_a_requested_devices_place_is_an_error()
    {
        Directory.CreateDirectory(Path.Combine(_runtime.Root, "dev"));
        File.WriteAllText(Path.Combine(_runtime.Root, "dev/fuse"), "");
        _runtime.Configure("/bin/true");
        OnlyProc();
        _runtime.Edit(c => c["linux"]!["devices"] = JsonNode.Parse("""[{ "path": "/dev/fuse", "type": "c", "major": 10, "minor": 229 }]"""));
        var result = _runtime.RunBundle();
        Assert.Equal((1, "make device /dev/fuse: EEXIST\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void A_runtime_that_may_not_make_nodes_hands_on_the_ones_it_has()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "setpriv is not installed (util-linux)");
        _runtime.Configure("/bin/sh", "-c", "stat -c %t:%T /dev/null /dev/zero; grep -c ' /dev/null ' /proc/self/mountinfo");
        var result = _runtime.RunThrough(["/usr/bin/setpriv", "--bounding-set", "-mknod"], "run", "--bundle", _runtime.Bundle, _runtime.NewId());
        Assert.Equal(("1:3\n1:5\n1\n", ""), (result.Output, result.Error));
    }

    private void OnlyProc() =>
        _runtime.Edit(c => c["mounts"] = JsonNode.Parse("""[{ "destination": "/proc", "type": "proc", "source": "proc" }]"""));
}
