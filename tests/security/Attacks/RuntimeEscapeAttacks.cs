using System.Security.Cryptography;
using Engine.Conformance.Tests.Comparison;
using Engine.EndToEnd.Tests;
using Engine.Security.Tests.Engines;
using Engine.Security.Tests.Probes;
using Engine.Security.Tests.Races;

namespace Engine.Security.Tests.Attacks;

/// <summary>Group A: escape through the runtime's binary, its descriptors and its working directory.</summary>
[Collection(EngineCollection.Name)]
public sealed class RuntimeEscapeAttacks(PrivateEngine engine)
{
    // The runtime reads its bundle's configuration from this pipe, and so stays alive inside the container until the attacker lets it go.
    private const string Trap = "busybox mkdir -p /tmp/b; busybox mkfifo /tmp/b/config.json; ";

    // Finds the process whose program is not BusyBox, keeps its program open, lets it end (a running program is busy), and writes.
    private const string Overwrite = """
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
          for p in /proc/[0-9]*; do
            case "$(readlink $p/exe 2>/dev/null)" in
              ""|/bin/busybox) ;;
              *) echo found
                 (exec 9<$p/exe; echo opened; echo '{}' >/tmp/b/config.json; while [ -d $p ] && [ $p != /proc/1 ]; do usleep 10000; done
                  echo overwritten 2>/dev/null >/proc/self/fd/9 && echo WROTE; : 2>/dev/null >>/proc/self/fd/9 && echo OPENED-FOR-APPENDING) 2>/dev/null
                 exit 0;;
            esac
          done
          usleep 50000
        done
        """;

    private static string Program => RuntimeUnderTest.Engine!.Path;

    [Attack("1", "a process that is /proc/self/exe cannot be used to overwrite the runtime", "CVE-2019-5736")]
    public async Task Exec_of_proc_self_exe()
    {
        var client = new EngineClient(engine);
        byte[] before = Hash();

        // The worst case: with CAP_SYS_PTRACE the program may be opened for reading although its process is not dumpable.
        await using RunningContainer container = await client.StartAsync("""{"HostConfig":{"CapAdd":["SYS_PTRACE"]}}""");
        (await container.ExecAsync(Trap)).Succeeded();
        Task<Outcome> runtime = container.ExecAsync("", """{"Cmd":["/proc/self/exe","run","--bundle","/tmp/b","x"]}""");
        Outcome attacker = await container.ExecAsync(Overwrite.Replace("readlink", "busybox readlink", StringComparison.Ordinal).Replace("usleep", "busybox usleep", StringComparison.Ordinal));
        await runtime;

        // Without the read-only mount or the seals: «WROTE», and another hash of the host's binary.
        Assert.Contains("opened", attacker.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("WROTE", attacker.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("APPENDING", attacker.Output, StringComparison.Ordinal);
        Assert.Equal(before, Hash());
    }

    [Attack("1", "an entrypoint that is /proc/self/exe, or a script whose interpreter it is, leaves the runtime as it was", "CVE-2019-5736")]
    public async Task Entrypoint_is_proc_self_exe()
    {
        var client = new EngineClient(engine);
        byte[] before = Hash();
        await HostileImage.ImportAsync(
            engine, "row1", HostileImage.File("evil", "#!/proc/self/exe --version\n"), HostileImage.Directory("tmp"), HostileImage.Directory("proc"), HostileImage.Link("bin/ls", "busybox"),
            HostileImage.Directory("b"), new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.Fifo, "b/config.json"));
        Outcome version = await client.RunAsync("", """{"Entrypoint":["/proc/self/exe"],"Cmd":["--version"]}""", "row1");
        Assert.Contains("engine-runtime version", version.Output, StringComparison.Ordinal);
        await client.RunAsync("", """{"Entrypoint":["/evil"],"Cmd":[]}""", "row1");

        // The first process is the runtime now, and waits for its configuration. A busy program would be refused as such; it must be more than busy.
        await using RunningContainer container = await client.StartAsync("""{"Entrypoint":["/proc/self/exe"],"Cmd":["run","--bundle","/b","x"],"HostConfig":{"CapAdd":["SYS_PTRACE"]}}""", "row1");
        Outcome writer = await container.ExecAsync(
            "busybox readlink /proc/1/exe; for how in '>>' '>' '<>'; do (eval \"echo x $how/proc/1/exe\") && echo WROTE; done; echo tried");
        Assert.Contains("tried", writer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("WROTE", writer.Output, StringComparison.Ordinal);
        Assert.True(writer.Output.StartsWith("/memfd:", StringComparison.Ordinal) || writer.Output.Contains("Read-only file system", StringComparison.Ordinal), writer.Output);
        Assert.Equal(before, Hash());
    }

    [Attack("1", "the runtime alone, without an engine that started it from memory, runs from nothing that can be written", "CVE-2019-5736")]
    public async Task Runtime_alone_is_not_writable()
    {
        byte[] before = Hash();
        using var bundle = new RuntimeBundle("", """
            { "process": { "args": ["/proc/self/exe", "run", "--bundle", "/b", "x"],
                "capabilities": { "bounding": ["CAP_SYS_PTRACE"], "effective": ["CAP_SYS_PTRACE"], "permitted": ["CAP_SYS_PTRACE"] } } }
            """);
        Directory.CreateDirectory(Path.Combine(bundle.Root, "b"));
        (await CommandResult.RunAsync("/usr/bin/mkfifo", [Path.Combine(bundle.Root, "b", "config.json")], null)).Succeeded();
        Assert.Equal(0, await bundle.DetachAsync());
        try
        {
            // It waits for its configuration. A busy program would be refused as such; it must be more than busy.
            CommandResult writer = await bundle.RuntimeAsync(
                "exec", bundle.Id, "/bin/sh", "-c", "busybox readlink /proc/1/exe; for how in '>>' '>' '<>'; do (eval \"echo x $how/proc/1/exe\") 2>&1 && echo WROTE; done; echo tried");
            Assert.Contains("tried", writer.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("WROTE", writer.Output, StringComparison.Ordinal);
            Assert.True(writer.Output.StartsWith("/memfd:", StringComparison.Ordinal) || writer.Output.Contains("Read-only file system", StringComparison.Ordinal), writer.Output);
        }
        finally
        {
            await bundle.RuntimeAsync("delete", "--force", bundle.Id);
        }

        Assert.Equal(before, Hash());
    }

    [Attack("1", "with --init the first process, which is the runtime, can be neither written nor replaced", "CVE-2019-5736")]
    public async Task Init_is_not_writable()
    {
        var client = new EngineClient(engine);
        byte[] before = Hash();
        Outcome outcome = await client.RunAsync(
            """
            echo overwritten 2>/dev/null >/proc/1/exe && echo WROTE
            (exec 9</proc/1/exe; echo overwritten >/proc/self/fd/9 && echo WROTE) 2>/dev/null
            for fd in /proc/1/fd/*; do busybox readlink $fd; done 2>/dev/null
            echo done
            """,
            """{"HostConfig":{"Init":true,"CapAdd":["SYS_PTRACE"]}}""");
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain("WROTE", outcome.Output, StringComparison.Ordinal);

        // Without closing: the monitor's log, sockets and event descriptors would be listed.
        string[] held = outcome.Succeeded().Split('\n')[..^1];
        Assert.DoesNotContain(held, l => !l.StartsWith("pipe:", StringComparison.Ordinal) && l != "/dev/null");
        Assert.Equal(before, Hash());
    }

    [Attack("2", "a process that joins the container shows none of the engine's descriptors to a tracer", "CVE-2016-9962")]
    public async Task Descriptors_of_a_joining_process()
    {
        var client = new EngineClient(engine);
        const string Thief = """
            while :; do
              for p in /proc/[0-9]*; do
                [ "$p" = /proc/1 ] || for fd in $p/fd/*; do t=$(busybox readlink $fd 2>/dev/null); case "$t" in ""|pipe:*|/dev/null|/proc/*) ;; *) echo "SAW $t"; [ -d $fd/. ] && echo "ENTERED $t";; esac; done
              done
            done
            """;
        await using RunningContainer usual = await client.StartAsync(script: Thief);
        await using RunningContainer tracer = await client.StartAsync("""{"HostConfig":{"CapAdd":["SYS_PTRACE"]}}""", script: Thief);
        for (int i = 0; i < 40; i++)
        {
            (await usual.ExecAsync("true")).Succeeded();
            (await tracer.ExecAsync("true")).Succeeded();
        }

        // Dumpable: sockets, event descriptors and directories of the monitor.
        Assert.DoesNotContain("SAW", await client.LogsAsync(usual.Id), StringComparison.Ordinal);

        // With CAP_SYS_PTRACE one may look; there must be nothing that leads out. Unclosed: «/sys/fs/cgroup/…», from which ".." goes up to the host's root.
        Assert.DoesNotContain("ENTERED", await client.LogsAsync(tracer.Id), StringComparison.Ordinal);
    }

    [Attack("2", "a tracer never finds a process beside it whose root is the host's", "CVE-2016-9962")]
    public async Task Root_of_a_joining_process()
    {
        string canary = Path.Combine(Path.GetTempPath(), "engine-canary-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(canary, "the host's", TestContext.Current.CancellationToken);
        try
        {
            byte[] probe = await NativeProbe.CompileAsync("tracer");
            using var bundle = new RuntimeBundle(
                $"exec /tracer {canary}",
                """
                { "process": { "capabilities": { "bounding": ["CAP_SYS_PTRACE"], "effective": ["CAP_SYS_PTRACE"], "permitted": ["CAP_SYS_PTRACE"] } } }
                """);
            File.WriteAllBytes(Path.Combine(bundle.Root, "tracer"), probe);
            File.SetUnixFileMode(Path.Combine(bundle.Root, "tracer"), (UnixFileMode)0x1ED);
            Assert.Equal(0, await bundle.DetachAsync());
            try
            {
                for (int i = 0; i < RaceRounds.Count; i++)
                {
                    (await bundle.RuntimeAsync("exec", bundle.Id, "/bin/busybox", "true")).Succeeded();
                }

                // «seen N, reached 0»: it did look at processes, and never through one at the host.
                CommandResult report = await bundle.RuntimeAsync("exec", bundle.Id, "/bin/busybox", "cat", "/report");
                Assert.Matches("^seen [1-9][0-9]*, reached 0$", report.Succeeded());
            }
            finally
            {
                await bundle.RuntimeAsync("delete", "--force", bundle.Id);
            }
        }
        finally
        {
            File.Delete(canary);
        }
    }

    [Attack("3", "a working directory that is a descriptor of the engine's leads nowhere", "CVE-2024-21626")]
    public async Task Working_directory_is_a_descriptor()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync();
        string canary = Directory.CreateTempSubdirectory("engine-canary-").FullName;
        try
        {
            // From a directory of the host's that a descriptor led to, ".." goes on up to the host's root.
            string look = $"for up in . .. ../.. ../../.. ../../../.. ../../../../.. ../../../../../.. ../../../../../../..; do [ -e $up{canary} ] && echo ESCAPED; done; true";
            List<string> escapes = [];
            for (int fd = 3; fd <= 20; fd++)
            {
                string patch = $$"""{"WorkingDir":"/proc/self/fd/{{fd}}"}""";
                Outcome run = await client.RunAsync(look, patch);
                Outcome exec = await container.ExecAsync(look, patch);

                // Where the descriptor is no directory the start fails, which is as well.
                escapes.AddRange(new[] { ("run", run), ("exec", exec) }.Where(o => o.Item2.Output.Contains("ESCAPED", StringComparison.Ordinal)).Select(o => $"{o.Item1} {fd}"));
            }

            Assert.Empty(escapes);
        }
        finally
        {
            Directory.Delete(canary);
        }
    }

    [Attack("4", "a program gets the descriptors 0, 1 and 2 and no other", "CVE-2024-4531")]
    public async Task Only_standard_streams_are_inherited()
    {
        var client = new EngineClient(engine);

        // The shell itself would open the directory: its own descriptors are told by a file test for each.
        const string List = "for fd in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 30 40 50; do [ -e /proc/$$/fd/$fd ] && echo -n \"$fd \"; done; true";
        await using RunningContainer container = await client.StartAsync();
        Assert.Equal("0 1 2", (await client.RunAsync(List)).Succeeded().TrimEnd());
        Assert.Equal("0 1 2", (await client.RunAsync(List, """{"HostConfig":{"Init":true}}""")).Succeeded().TrimEnd());
        Assert.Equal("0 1 2", (await container.ExecAsync(List)).Succeeded().TrimEnd());
        Assert.Equal("0 1 2", (await container.ExecAsync(List, """{"Privileged":true}""")).Succeeded().TrimEnd());
    }

    [Attack("5", "the monitor runs from another inode than the binary on disk can be written through", "CVE-2022-0847, CVE-2016-5195")]
    public async Task Monitor_does_not_run_from_a_writable_file()
    {
        var client = new EngineClient(engine);
        await using RunningContainer container = await client.StartAsync();
        string program = $"/proc/{await container.MonitorAsync()}/exe";

        // In memory: the page cache that such a fault of the kernel writes through is not that of the file.
        CommandResult answer = await CommandResult.RunAsync("/bin/sh", ["-c", "readlink \"$1\"; stat -L -c %d:%i \"$1\" \"$2\"", "sh", program, Program], null);
        string[] lines = answer.Succeeded().Split('\n');
        Assert.StartsWith("/memfd:", lines[0], StringComparison.Ordinal);
        Assert.NotEqual(lines[1], lines[2]);
    }

    private static byte[] Hash() => SHA256.HashData(File.ReadAllBytes(Program));
}
