using System.Formats.Tar;
using System.Text.Json.Nodes;
using Engine.EndToEnd.Tests;
using Engine.Security.Tests.Engines;
using Engine.Security.Tests.Probes;

namespace Engine.Security.Tests.Attacks;

/// <summary>Group C: users, groups, capabilities, and who may reach what the engine keeps.</summary>
[Collection(EngineCollection.Name)]
public sealed class CredentialAttacks(PrivateEngine engine)
{
    private const string Whoami = "id -u; id -g";

    [Attack("30", "a numeric user is a number although an account has it for its name", "CVE-2016-3697, CVE-2026-46680")]
    public async Task Numeric_user_is_never_a_name()
    {
        var client = new EngineClient(engine);
        await HostileImage.ImportAsync(
            engine, "row30", HostileImage.Directory("etc"), HostileImage.File("etc/passwd", "1000:x:0:0::/:/bin/sh\nroot:x:0:0::/:/bin/sh\n"),
            HostileImage.File("etc/group", "2000:x:0:\n"));
        await using RunningContainer container = await client.StartAsync(image: "row30", script: "while :; do busybox sleep 1000; done");
        const string Ids = "busybox id -u; busybox id -g";

        // Looked up as a name: «0».
        Assert.Equal("1000\n0", (await client.RunAsync(Ids, """{"User":"1000"}""", "row30")).Succeeded());
        Assert.Equal("1000\n2000", (await client.RunAsync(Ids, """{"User":"1000:2000"}""", "row30")).Succeeded());
        Assert.Equal("1000\n0", (await container.ExecAsync(Ids, """{"User":"1000"}""")).Succeeded());
        Assert.Equal("1000\n2000", (await container.ExecAsync(Ids, """{"User":"1000:2000"}""")).Succeeded());
    }

    [Attack("31/32", "a user that is no number in range and no name of an account is refused, never taken for another one", "CVE-2024-40635, CVE-2026-30892")]
    public async Task Misspelt_users_are_refused()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync();
        List<string> taken = [];
        foreach (string user in new[]
        {
            "4294967296", "4294967295", "2147483648", "-1", "0:-1", "0:4294967296", "18446744073709551616", "1000:2147483648",
            "+0", "0x0", "00x", "1e3", " 0", "0 ", "\u0661\u0660", "\uff10", "1_000", "no-such", "root:no-such", "1:2:3", "0\n", "root\n",
        })
        {
            string patch = new JsonObject { ["User"] = user }.ToJsonString();
            Outcome run = await client.RunAsync(Whoami, patch);
            Outcome exec = await container.ExecAsync(Whoami, patch);

            // Wrapped around, trimmed or cut short: a run as user 0 or 1000.
            taken.AddRange(new[] { ("run", run), ("exec", exec) }.Where(o => o.Item2 is { Ran: true, ExitCode: 0 }).Select(o => $"{o.Item1} '{user}' ran as {o.Item2.Output}"));
        }

        Assert.Empty(taken);
    }

    [Attack("32", "every spelling of a user means the same to run and to exec", "CVE-2026-30892")]
    public async Task Users_mean_the_same_everywhere()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync("""{"User":"user"}""");
        foreach ((string user, string ids) in new[]
        {
            ("1:", "1\n0"), (":1", "0\n1"), ("user", "1000\n1000"), ("user:root", "1000\n0"), ("1000", "1000\n1000"), ("5:6", "5\n6"),
            ("2147483647:2147483647", "2147483647\n2147483647"), ("root", "0\n0"),
        })
        {
            string patch = new JsonObject { ["User"] = user }.ToJsonString();
            Assert.Equal($"{user}: {ids}", $"{user}: {(await client.RunAsync(Whoami, patch)).Succeeded()}");
            Assert.Equal($"{user}: {ids}", $"{user}: {(await container.ExecAsync(Whoami, patch)).Succeeded()}");
        }

        // Nothing said: the container's own user, and not root.
        Assert.Equal("1000\n1000", (await container.ExecAsync(Whoami)).Succeeded());
    }

    [Attack("33", "no process gets inheritable or ambient capabilities", "CVE-2022-24769, CVE-2022-29162, CVE-2022-27649, CVE-2022-27650, CVE-2022-27651, CVE-2022-27652")]
    public async Task No_inheritable_capabilities()
    {
        var client = new EngineClient(engine);
        const string Sets = "grep -E 'CapInh|CapAmb' /proc/self/status";
        const string None = "CapInh:\t0000000000000000\nCapAmb:\t0000000000000000";
        await using RunningContainer container = await client.StartAsync("""{"HostConfig":{"CapAdd":["NET_ADMIN"]}}""");
        Assert.Equal(None, (await client.RunAsync(Sets)).Succeeded());
        Assert.Equal(None, (await client.RunAsync(Sets, """{"User":"user"}""")).Succeeded());
        Assert.Equal(None, (await client.RunAsync(Sets, """{"HostConfig":{"Init":true}}""")).Succeeded());
        Assert.Equal(None, (await client.RunAsync(Sets, """{"HostConfig":{"Privileged":true}}""")).Succeeded());
        Assert.Equal(None, (await container.ExecAsync(Sets)).Succeeded());
        Assert.Equal(None, (await container.ExecAsync(Sets, """{"User":"user"}""")).Succeeded());
        Assert.Equal(None, (await container.ExecAsync(Sets, """{"Privileged":true}""")).Succeeded());
    }

    [Attack("34", "a file that denies a group denies it to whoever has it for the primary one", "CVE-2022-36109, CVE-2023-25173, CVE-2022-2990, CVE-2022-2995")]
    public async Task Primary_group_is_supplementary_too()
    {
        var client = new EngineClient(engine);

        // A set-group-id program changes the primary group; what is not a supplementary one is lost by that, and a mode like 0707 denies nothing.
        const string Groups = "grep ^Groups: /proc/self/status";
        await using RunningContainer container = await client.StartAsync("""{"User":"user"}""");
        Assert.Equal("Groups:\t1000", (await client.RunAsync(Groups, """{"User":"user"}""")).Succeeded());
        Assert.Equal("Groups:\t7", (await client.RunAsync(Groups, """{"User":"1000:7"}""")).Succeeded());
        Assert.Equal("Groups:\t5 1000", (await client.RunAsync(Groups, """{"User":"user","HostConfig":{"GroupAdd":["5"]}}""")).Succeeded());
        Assert.Equal("Groups:\t1000", (await container.ExecAsync(Groups)).Succeeded());
        Assert.Equal("Groups:\t7", (await container.ExecAsync(Groups, """{"User":"1000:7"}""")).Succeeded());
    }

    [Attack("34", "a set-group-id program does not get its user past a file that denies the user's group", "CVE-2022-36109, CVE-2023-25173")]
    public async Task Group_denial_outlives_set_group_id()
    {
        byte[] probe = await NativeProbe.CompileAsync("read");
        var client = new EngineClient(engine);
        await HostileImage.ImportAsync(
            engine, "row34",
            new PaxTarEntry(TarEntryType.RegularFile, "denied") { Gid = 1000, Mode = (UnixFileMode)0x1C7, DataStream = new MemoryStream("secret"u8.ToArray()) },
            new PaxTarEntry(TarEntryType.RegularFile, "reader") { Gid = 5, Mode = (UnixFileMode)0x5ED, DataStream = new MemoryStream(probe) },
            HostileImage.Link("bin/sleep", "busybox"));
        await using RunningContainer container = await client.StartAsync("""{"User":"1000:1000"}""", "row34");

        // Without the primary group among the supplementary ones the program is in «others», whom the mode lets read.
        Assert.Equal("group 5: EACCES", (await client.RunAsync("/reader /denied", """{"User":"1000:1000"}""", "row34")).Succeeded());
        Assert.Equal("group 5: EACCES", (await container.ExecAsync("/reader /denied")).Succeeded());
        Assert.Equal("group 5: read", (await client.RunAsync("/reader /denied", """{"User":"1000:1001"}""", "row34")).Succeeded());
    }

    [Attack("35", "names with line ends add no line to any file", "CVE-2022-4318, CVE-2026-15809")]
    public async Task Line_ends_are_refused()
    {
        var client = new EngineClient(engine);
        foreach (string patch in new[]
        {
            """{"Hostname":"x\nroot::0:0"}""", """{"Hostname":"x\r"}""", """{"Domainname":"x\ny"}""", """{"User":"x\nroot::0:0"}""",
            """{"HostConfig":{"ExtraHosts":["a\n6.6.6.6 b:1.2.3.4"]}}""", """{"HostConfig":{"ExtraHosts":["a:1.2.3.4\n6.6.6.6 b"]}}""",
            """{"HostConfig":{"Dns":["1.1.1.1\noptions x"]}}""", """{"HostConfig":{"DnsSearch":["a\nnameserver 6.6.6.6"]}}""",
            """{"HostConfig":{"DnsOptions":["a\nnameserver 6.6.6.6"]}}""",
        })
        {
            (await client.RunAsync("true", patch)).Refused();
        }

        // HOME is the program's own; no file is made of it.
        Outcome home = await client.RunAsync("cat /etc/passwd", """{"Env":["HOME=x\nroot::0:0"]}""");
        Assert.DoesNotContain("root::0:0", home.Succeeded(), StringComparison.Ordinal);
    }

    [Attack("36/59", "nobody but root reaches anything below the data and exec roots", "CVE-2021-21284, CVE-2021-41091, CVE-2021-41103, CVE-2024-25621")]
    public async Task Roots_are_closed()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync("""{"HostConfig":{"Binds":["row36:/data"]}}""");
        string root = Path.GetDirectoryName(engine.Socket)!;
        string data = Path.Combine(root, "data");

        // A directory that others may not enter keeps everything below it from them, whatever the modes there. The exec root has the clients' sockets.
        foreach (string path in Directory.EnumerateDirectories(data).Concat(Directory.EnumerateDirectories(Path.Combine(root, "run"))).Append(data))
        {
            UnixFileMode mode = File.GetUnixFileMode(path);
            Assert.True((mode & (UnixFileMode)0x3F) == 0, $"{path} has mode {Convert.ToString((int)mode, 8)}");
        }
    }

    [Attack("37", "no cgroup can be made or changed from inside", "CVE-2023-25809")]
    public async Task Cgroups_are_read_only()
    {
        var client = new EngineClient(engine);
        const string Make = """
            for d in /sys/fs/cgroup /sys/fs/cgroup/*; do busybox mkdir $d/made 2>/dev/null && echo "MADE $d"; done
            for f in /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max /sys/fs/cgroup/devices/devices.allow; do
              (echo a >$f) 2>/dev/null && echo "WROTE $f"
            done
            cat /proc/self/cgroup
            """;
        Outcome outcome = await client.RunAsync(Make);
        string[] lines = outcome.Succeeded().Split('\n');
        Assert.DoesNotContain(lines, l => l.StartsWith("MADE", StringComparison.Ordinal) || l.StartsWith("WROTE", StringComparison.Ordinal));

        // Without a cgroup namespace the paths are the host's.
        Assert.All(lines, l => Assert.EndsWith(":/", l, StringComparison.Ordinal));
    }

    [Attack("38", "release_agent cannot be set: neither a namespace nor a mount is to be had", "CVE-2022-0492")]
    public async Task Release_agent_is_out_of_reach()
    {
        var client = new EngineClient(engine);
        await HostileImage.ImportAsync(
            engine, "row38", HostileImage.Program("probe", await NativeProbe.CompileAsync("release_agent")), HostileImage.Link("bin/sleep", "busybox"));
        const string Escape = "/probe; for f in /sys/fs/cgroup/*/release_agent; do (echo /x >$f) 2>/dev/null && echo \"WROTE $f\"; done; true";
        await using RunningContainer container = await client.StartAsync(image: "row38");
        Assert.Equal("done", (await client.RunAsync(Escape, image: "row38")).Succeeded());
        Assert.Equal("done", (await container.ExecAsync(Escape)).Succeeded());
        Assert.Equal("done", (await container.ExecAsync(Escape, """{"User":"1000"}""")).Succeeded());
    }

    [Attack("39", "first process and execs are in the container's cgroup on every hierarchy", "CVE-2025-47291")]
    public async Task Every_process_is_in_its_cgroup()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync("""{"HostConfig":{"PidsLimit":50,"Memory":67108864}}""");
        string own = await File.ReadAllTextAsync($"/proc/{await container.PidAsync()}/cgroup", TestContext.Current.CancellationToken);
        Assert.All(own.Trim().Split('\n'), l => Assert.EndsWith("/" + container.Id, l, StringComparison.Ordinal));
        Task<Outcome> exec = container.ExecAsync("echo go; sleep 3");
        JsonNode? row = null;
        for (int i = 0; i < 100 && row is null; i++)
        {
            JsonNode top = await client.GetAsync($"/containers/{container.Id}/top?ps_args=-o%20pid,command");
            row = top["Processes"]!.AsArray().FirstOrDefault(p => p![1]!.GetValue<string>() == "sleep 3");
        }

        string joined = await File.ReadAllTextAsync($"/proc/{row![0]}/cgroup", TestContext.Current.CancellationToken);
        Assert.Equal(own, joined);
        await exec;
    }

    [Attack("40", "annotations and labels change neither privileges nor limits", "CVE-2023-6476")]
    public async Task Annotations_change_nothing()
    {
        var client = new EngineClient(engine);
        const string State = "grep -E '^(Cap|Seccomp|NoNewPrivs)' /proc/self/status; cat /proc/self/oom_score_adj; cat /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null; grep -c . /proc/self/mountinfo";
        string usual = (await client.RunAsync(State)).Succeeded();
        var names = new JsonObject();
        foreach (string name in new[]
        {
            "io.kubernetes.cri-o.Devices", "io.kubernetes.cri-o.userns-mode", "io.kubernetes.cri-o.UnifiedCgroup", "io.podman.annotations.privileged", "io.podman.annotations.seccomp",
            "run.oci.seccomp.receiver", "run.oci.keep_original_groups", "run.oci.hooks.stderr", "run.oci.mount_context_type", "run.oci.systemd.subgroup", "run.oci.handler",
            "org.systemd.property.MemoryMax", "module.wasm.image/variant", "containerd.io/restart.loguri", "engine.privileged", "privileged",
        })
        {
            names[name] = "true";
        }

        string patch = new JsonObject { ["Labels"] = names.DeepClone(), ["HostConfig"] = new JsonObject { ["Annotations"] = names } }.ToJsonString();
        Assert.Equal(usual, (await client.RunAsync(State, patch)).Succeeded());
    }
}
