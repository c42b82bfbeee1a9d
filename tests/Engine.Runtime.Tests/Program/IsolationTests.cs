using System.Text.Json.Nodes;

namespace Engine.Runtime.Tests.Program;

/// <summary>What containers may and may not, on the running kernel.</summary>
public sealed class IsolationTests : IDisposable
{
    private readonly RuntimeProgram _runtime = new();

    public void Dispose() => _runtime.Dispose();

    [Fact]
    public void New_namespaces_belong_to_the_user_namespace_that_is_joined()
    {
        _runtime.Configure("/bin/sleep", "1000");
        _runtime.Edit(c =>
        {
            c["linux"]!["namespaces"]!.AsArray().Add(new JsonObject { ["type"] = "user" });
            c["linux"]!["uidMappings"] = JsonNode.Parse("""[{ "containerID": 0, "hostID": 100000, "size": 65536 }]""");
            c["linux"]!["gidMappings"] = JsonNode.Parse("""[{ "containerID": 0, "hostID": 100000, "size": 65536 }]""");
        });
        _runtime.OpenToOthers();
        var first = _runtime.NewId();
        Assert.Equal(0, _runtime.RunSilently("run", "--detach", "--bundle", _runtime.Bundle, first));
        var pid = JsonNode.Parse(_runtime.Run("state", first).Output)!["pid"]!.GetValue<int>();

        // Only who has CAP_SYS_ADMIN in the user namespace that owns the UTS namespace may rename it.
        _runtime.Configure("/bin/sh", "-c", "hostname renamed && hostname; echo $$; stat -c %u:%g /dev/mqueue");
        _runtime.Edit(c =>
        {
            c["linux"]!["namespaces"]!.AsArray().Add(new JsonObject { ["type"] = "user", ["path"] = $"/proc/{pid}/ns/user" });
            foreach (var set in new[] { "bounding", "effective", "permitted" })
            {
                c["process"]!["capabilities"]![set] = new JsonArray("CAP_SYS_ADMIN");
            }
        });
        var result = _runtime.RunBundle();
        Assert.Equal(("renamed\n1\n0:0\n", ""), (result.Output, result.Error));
    }

    [Fact]
    public void A_read_only_tmpfs_has_what_was_copied_into_it_and_is_read_only()
    {
        Directory.CreateDirectory(Path.Combine(_runtime.Root, "data"));
        File.WriteAllText(Path.Combine(_runtime.Root, "data/file"), "content\n");
        _runtime.Configure("/bin/sh", "-c", "cat /data/file; touch /data/other 2>/dev/null || echo refused; grep ' /data ' /proc/self/mountinfo | grep -o ' - tmpfs tmpfs r[ow]'");
        _runtime.Edit(c => c["mounts"]!.AsArray().Add(JsonNode.Parse("""{ "destination": "/data", "type": "tmpfs", "source": "tmpfs", "options": ["tmpcopyup", "ro"] }""")));
        var result = _runtime.RunBundle();
        Assert.Equal(("content\nrefused\n - tmpfs tmpfs rw\n", ""), (result.Output, result.Error));
    }

    [Fact]
    public void A_kernel_that_is_too_old_is_named()
    {
        File.Copy(_runtime.Executable, Path.Combine(_runtime.Root, "bin/engine-runtime"));
        var inner = Directory.CreateDirectory(Path.Combine(_runtime.Root, "inner"));
        Assert.Equal(0, _runtime.Run("spec", "--bundle", inner.FullName).ExitCode);
        _runtime.Configure("/bin/engine-runtime", "--root", "/inner/state", "run", "--bundle", "/inner", "nested");
        _runtime.Edit(c => c["linux"]!["seccomp"] = JsonNode.Parse(
            """{ "defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [{ "names": ["mount_setattr"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38 }] }"""));
        var config = Path.Combine(inner.FullName, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"terminal\":true", "\"terminal\":false", StringComparison.Ordinal).Replace("\"terminal\": true", "\"terminal\": false", StringComparison.Ordinal));
        var result = _runtime.RunBundle();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("containers need Linux 5.12 or newer", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_cannot_be_applied_starts_nothing()
    {
        _runtime.Configure("/bin/true");
        _runtime.Edit(c => c["process"]!["apparmorProfile"] = "no-such-profile");
        var result = _runtime.RunBundle();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no-such-profile", result.Error, StringComparison.Ordinal);

        _runtime.Configure("/bin/sleep", "1000");
        var id = _runtime.NewId();
        Assert.Equal(0, _runtime.RunSilently("run", "--detach", "--bundle", _runtime.Bundle, id));
        var exec = _runtime.Run("exec", "--apparmor", "no-such-profile", id, "/bin/true");
        Assert.Equal(255, exec.ExitCode);
        Assert.Contains("no-such-profile", exec.Error, StringComparison.Ordinal);
    }
}
