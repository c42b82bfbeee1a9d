using System.Net;
using System.Text.Json.Nodes;
using Engine.EndToEnd.Tests;
using Engine.Security.Tests.Engines;

namespace Engine.Security.Tests.Attacks;

/// <summary>Group D: values that end where privileged interfaces begin.</summary>
[Collection(EngineCollection.Name)]
public sealed class InjectionAttacks(PrivateEngine engine)
{
    private const int Large = 70_000;

    [Attack("41", "a kernel parameter sets itself and nothing else", "CVE-2022-0811")]
    public async Task Sysctl_values_are_not_parsed_again()
    {
        var client = new EngineClient(engine);
        string before = await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern", TestContext.Current.CancellationToken);
        foreach ((string name, string value) in new[]
        {
            ("net.ipv4.ip_default_ttl", "77+kernel.core_pattern=|/x"), ("net.ipv4.ip_default_ttl", "77\nkernel.core_pattern=|/x"),
            ("kernel.core_pattern", "|/x"), ("net/../kernel/core_pattern", "|/x"), ("net.ipv4.../../kernel/core_pattern", "|/x"),
            ("kernel.shm_rmid_forced=1\nkernel.core_pattern", "|/x"), ("net.ipv4.ip_default_ttl=1+kernel.core_pattern", "|/x"), ("kernel/core_pattern", "|/x"),
            ("net", "1"), ("net.", "1"), ("fs.mqueue/../../kernel/core_pattern", "|/x"),
        })
        {
            var sysctls = new JsonObject { [name] = value };
            Outcome outcome = await client.RunAsync("true", new JsonObject { ["HostConfig"] = new JsonObject { ["Sysctls"] = sysctls } }.ToJsonString());

            // The kernel itself refuses «77+…» for a number; nothing that names another parameter may run.
            Assert.False(outcome.Ran, $"{name}={value} was taken");
            Assert.Equal(before, await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern", TestContext.Current.CancellationToken));
        }
    }

    [Attack("41", "the runtime alone refuses parameters of the host too", "CVE-2022-0811")]
    public async Task Runtime_refuses_parameters_of_the_host()
    {
        string before = await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern", TestContext.Current.CancellationToken);
        foreach (string name in new[] { "kernel.core_pattern", "net/../kernel/core_pattern", "net.ipv4/../../kernel/core_pattern", "fs.mqueue/../../kernel/core_pattern" })
        {
            using var bundle = new RuntimeBundle("echo ran", new JsonObject { ["linux"] = new JsonObject { ["sysctl"] = new JsonObject { [name] = "|/x" } } }.ToJsonString());
            CommandResult result = await bundle.RunAsync();
            Assert.NotEqual(0, result.ExitCode);
            Assert.Equal(before, await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern", TestContext.Current.CancellationToken));
        }
    }

    [Attack("42", "annotations for systemd set no property of any unit, and systemd is never asked", "CVE-2024-3154")]
    public async Task Systemd_annotations_are_words()
    {
        using var bundle = new RuntimeBundle(
            "busybox cat /proc/self/cgroup; busybox grep -E '^(Cap|Seccomp|NoNew)' /proc/self/status",
            """{"annotations":{"org.systemd.property.ExecStartPre":"[('/bin/sh', ['sh', '-c', 'true'], false)]","org.systemd.property.MemoryMax":"uint64 1"}}""");
        using var plain = new RuntimeBundle("busybox cat /proc/self/cgroup; busybox grep -E '^(Cap|Seccomp|NoNew)' /proc/self/status");
        string expected = (await plain.RunAsync()).Succeeded().Replace(plain.Id, "ID", StringComparison.Ordinal);
        Assert.Equal(expected, (await bundle.RunAsync()).Succeeded().Replace(bundle.Id, "ID", StringComparison.Ordinal));

        CommandResult asked = await bundle.RuntimeAsync("--systemd-cgroup", "state", bundle.Id);
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("systemd cgroups are not supported", asked.Error, StringComparison.Ordinal);
    }

    [Attack("43", "messages longer than 16 bits can count arrive whole, or are refused", "CVE-2021-43784")]
    public async Task Large_messages()
    {
        var client = new EngineClient(engine);
        string large = new('x', Large);
        Outcome environment = await client.RunAsync("echo ${#BIG} ${#LAST}; id -u; ls -l /proc/self/ns/net | grep -c net", Environment(large));
        Assert.Equal($"{Large} 4\n1000\n1", environment.Succeeded());
        Outcome labels = await client.RunAsync("echo ran", new JsonObject { ["Labels"] = new JsonObject { ["big"] = large } }.ToJsonString());
        Assert.Equal("ran", labels.Succeeded());
        await using RunningContainer container = await client.StartAsync("""{"User":"user"}""");
        Assert.Equal($"{Large} 4\n1000", (await container.ExecAsync("echo ${#BIG} ${#LAST}; id -u", Environment(large))).Succeeded());

        // No path is that long; truncated it would be another one.
        string directory = "/" + string.Join('/', Enumerable.Repeat("d", Large / 2));
        Assert.False((await client.RunAsync("pwd", new JsonObject { ["WorkingDir"] = directory }.ToJsonString())).Ran);
        Outcome exec = await container.ExecAsync("pwd", new JsonObject { ["WorkingDir"] = directory }.ToJsonString());
        Assert.NotEqual(0, exec.ExitCode);
        var binds = new JsonObject { ["HostConfig"] = new JsonObject { ["Binds"] = new JsonArray("/etc:" + directory) } };
        Assert.False((await client.RunAsync("true", binds.ToJsonString())).Ran);
    }

    [Attack("49", "a request is what one parse of its whole body says", "CVE-2024-41110, CVE-2026-34040")]
    public async Task Odd_bodies()
    {
        var client = new EngineClient(engine);

        // Larger than the megabyte after which a front man stopped looking: the privileged flag at its end counts, and so do all limits.
        string padding = new('x', 2_000_000);
        string body = $$"""{"Labels":{"p":"{{padding}}"},"User":"user"}""";
        Assert.Equal("1000", (await client.RunAsync("id -u", body)).Succeeded());

        using var raw = new RawConnection(engine.Socket);
        const string Creation = """{"Image":"busybox","Cmd":["true"],"HostConfig":{"NetworkMode":"none"}}""";

        // No length means no body: it must not be read from what follows on the connection.
        string answer = await raw.SendAsync($"POST /containers/create HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n{Creation}");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);

        // Two lengths that contradict each other, or a length and chunks, are two requests to somebody.
        foreach (string headers in new[] { $"Content-Length: {Creation.Length}\r\nContent-Length: 2", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: -1", "Transfer-Encoding: chunked, identity" })
        {
            using var connection = new RawConnection(engine.Socket);
            answer = await connection.SendAsync($"POST /containers/create HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\n{headers}\r\n\r\n{Creation}");
            Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        }

        // The same key twice, trailing text, and a type that is not JSON's.
        foreach (string odd in new[] { Creation + "{}", Creation + "x", "[" + Creation + "]", "null", "\"x\"", "{\"Image\":\"busybox\"" })
        {
            (HttpStatusCode status, _) = await client.SendAsync(HttpMethod.Post, "/containers/create", odd);
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }

        string deep = string.Concat(Enumerable.Repeat("{\"Labels\":", 100_000));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(HttpMethod.Post, "/containers/create", deep)).Status);
    }

    [Attack("27/51", "ids and names in paths of the API reach no file outside of the engine's own")]
    public async Task Ids_are_no_paths()
    {
        var client = new EngineClient(engine);
        foreach (string id in new[] { "..", "%2e%2e", "..%2f..%2fetc", "%2fetc%2fpasswd", "a%00b", "sha256:..%2f..%2fx" })
        {
            foreach (string path in new[] { $"/containers/{id}/json", $"/containers/{id}/logs?stdout=1", $"/images/{id}/json", $"/exec/{id}/json" })
            {
                (HttpStatusCode status, string text) = await client.SendAsync(HttpMethod.Get, path, null);
                Assert.True((int)status is 400 or 404, $"{path}: {status} {text}");
            }
        }

        foreach (string name in new[] { "../x", "a/b", ".x", "x\n", "x" })
        {
            (HttpStatusCode status, _) = await client.SendAsync(
                HttpMethod.Post, "/containers/create?name=" + Uri.EscapeDataString(name), """{"Image":"busybox","HostConfig":{"NetworkMode":"none"}}""");
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }
    }

    private static string Environment(string large) => new JsonObject { ["Env"] = new JsonArray("BIG=" + large, "LAST=last"), ["User"] = "user" }.ToJsonString();
}
