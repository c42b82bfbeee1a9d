using Engine.EndToEnd.Tests;
using Engine.Security.Tests.Engines;
using Engine.Security.Tests.Probes;

namespace Engine.Security.Tests.Attacks;

/// <summary>Group H: what of the kernel a container reaches.</summary>
[Collection(EngineCollection.Name)]
public sealed class KernelSurfaceAttacks(PrivateEngine engine)
{
    /// <summary>What the Docker engine masks, and what reports against it added.</summary>
    private const string Masked =
        "/proc/acpi /proc/asound /proc/interrupts /proc/kcore /proc/keys /proc/latency_stats /proc/sched_debug /proc/scsi /proc/timer_list /proc/timer_stats"
        + " /sys/firmware /sys/devices/virtual/powercap /sys/devices/system/cpu/cpu0/thermal_throttle";

    private const string ReadOnly = "/proc/bus /proc/fs /proc/irq /proc/sys /proc/sysrq-trigger";

    /// <summary>Masked: a file of nothing, or a directory of nothing; and neither takes a write.</summary>
    private const string Look = $$"""
        for p in {{Masked}}; do
          if [ -d $p ]; then
            [ -z "$(ls -A $p)" ] || echo "LISTED $p"
            busybox mkdir $p/made 2>/dev/null && echo "MADE $p"
          elif [ -e $p ]; then
            [ -z "$(head -c 64 $p 2>/dev/null)" ] || echo "READ $p"
          fi
        done
        for p in {{ReadOnly}}; do
          if [ -d $p ]; then for f in $(busybox find $p -type f 2>/dev/null | head -n 200); do (: >>$f) 2>/dev/null && echo "WRITABLE $f"; done
          else (: >>$p) 2>/dev/null && echo "WRITABLE $p"; fi
        done
        busybox mount -o remount,rw /proc/sys 2>/dev/null && echo REMOUNTED
        busybox umount /proc/keys 2>/dev/null && echo UNMOUNTED
        echo done
        """;

    [Attack("22", "top executes nothing of the container", "CVE-2022-1227")]
    public async Task Top_runs_no_program_of_the_container()
    {
        var client = new EngineClient(engine);
        await HostileImage.ImportAsync(
            engine, "row22", HostileImage.File("bin/ps", "#!/bin/sh\necho RAN >/tmp/ran\n"), HostileImage.Link("bin/sleep", "busybox"), HostileImage.Link("bin/ls", "busybox"),
            HostileImage.Directory("tmp"));
        await using RunningContainer container = await client.StartAsync(image: "row22");
        foreach (string arguments in new[] { "", "?ps_args=aux", "?ps_args=-o%20pid,comm", "?ps_args=-ef%3Btouch%20/tmp/ran" })
        {
            await client.SendAsync(HttpMethod.Get, $"/containers/{container.Id}/top{arguments}", null);
        }

        Assert.Equal("", (await container.ExecAsync("ls /tmp")).Succeeded());
        System.Text.Json.Nodes.JsonNode top = await client.GetAsync($"/containers/{container.Id}/top");
        Assert.NotEmpty(top["Processes"]!.AsArray());
    }

    [Attack("79", "what is masked reads empty and what is read-only takes no write", "CVE-2018-10892, CVE-2017-16539, CVE-2020-8694, GHSA-6fw5-f8r9-fgfm")]
    public async Task Masked_and_read_only_paths_hold()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync();
        Assert.Equal("done", (await client.RunAsync(Look)).Succeeded());
        Assert.Equal("done", (await client.RunAsync(Look, """{"HostConfig":{"CapAdd":["ALL"]}}""")).Succeeded().Replace("REMOUNTED\n", "", StringComparison.Ordinal).Replace("UNMOUNTED\n", "", StringComparison.Ordinal));
        Assert.Equal("done", (await container.ExecAsync(Look)).Succeeded());
        Assert.Equal("done", (await container.ExecAsync(Look, """{"User":"user"}""")).Succeeded());
    }

    [Attack("80/81/82", "the default profile denies what the kernel was attacked through", "CVE-2022-0185, CVE-2021-22555, CVE-2022-34918, CVE-2024-1086, CVE-2026-31431, CVE-2016-0728, CVE-2017-6074")]
    public async Task Denied_system_calls()
    {
        byte[] probe = await NativeProbe.CompileAsync("syscalls");
        var client = new EngineClient(engine);
        await HostileImage.ImportAsync(engine, "row80", HostileImage.Program("probe", probe), HostileImage.Link("bin/sleep", "busybox"));
        await using RunningContainer container = await client.StartAsync(image: "row80");
        await using RunningContainer withInit = await client.StartAsync("""{"HostConfig":{"Init":true}}""", "row80");
        foreach ((string how, Outcome outcome) in new[]
        {
            ("run", await client.RunAsync("/probe", image: "row80")),
            ("run as a user", await client.RunAsync("/probe", """{"User":"1000"}""", "row80")),
            ("run with init", await client.RunAsync("/probe", """{"HostConfig":{"Init":true}}""", "row80")),
            ("run with no_new_privs", await client.RunAsync("/probe", """{"HostConfig":{"SecurityOpt":["no-new-privileges"]}}""", "row80")),
            ("exec", await container.ExecAsync("/probe")),
            ("exec as a user", await container.ExecAsync("/probe", """{"User":"1000"}""")),
            ("exec with init", await withInit.ExecAsync("/probe")),
        })
        {
            string[] lines = outcome.Succeeded().Split('\n');

            // Let through, the calls would say EBADF, ENOENT, EFAULT, EINVAL or succeed; EPERM and ENOSYS are the filter's.
            Assert.Equal($"{how}: socket(AF_UNIX) ALLOWED, getpid ALLOWED", $"{how}: {string.Join(", ", lines[^2..])}");
            Assert.Empty(lines[..^2].Where(l => !l.EndsWith(" EPERM", StringComparison.Ordinal) && l is not ("clone3 ENOSYS" or "unknown ENOSYS")).Select(l => $"{how}: {l}"));
        }
    }

    [Attack("80/82", "a privileged exec keeps the filter, and an unconfined container alone has none", "CVE-2022-0185")]
    public async Task Filter_follows_into_execs()
    {
        var client = new EngineClient(engine);
        const string Filter = "grep ^Seccomp: /proc/self/status";
        await using RunningContainer container = await client.StartAsync();
        await using RunningContainer unconfined = await client.StartAsync("""{"HostConfig":{"SecurityOpt":["seccomp=unconfined"]}}""");
        Assert.Equal("Seccomp:\t2", (await container.ExecAsync(Filter)).Succeeded());
        Assert.Equal("Seccomp:\t2", (await container.ExecAsync(Filter, """{"User":"user"}""")).Succeeded());
        Assert.Equal("Seccomp:\t0", (await unconfined.ExecAsync(Filter)).Succeeded());
        Assert.Equal("Seccomp:\t0", (await client.RunAsync(Filter, """{"HostConfig":{"Privileged":true}}""")).Succeeded());
    }
}
