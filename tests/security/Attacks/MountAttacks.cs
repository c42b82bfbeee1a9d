using Engine.EndToEnd.Tests;
using Engine.Security.Tests.Engines;

namespace Engine.Security.Tests.Attacks;

/// <summary>Group B: symbolic links and mounts that lead the making of a root file system astray, at rest. The racing ones are in the other part.</summary>
[Collection(EngineCollection.Name)]
public sealed partial class MountAttacks(PrivateEngine engine)
{
    private const string Away = "../../../../../../../../../../../..";

    [Attack("7", "a root file system whose /proc or /sys is a link is refused", "CVE-2019-19921, CVE-2023-27561, CVE-2023-28642")]
    public async Task Proc_is_a_link()
    {
        foreach (string name in new[] { "proc", "sys" })
        {
            using var bundle = new RuntimeBundle("echo ran");
            Directory.Delete(Path.Combine(bundle.Root, name));
            File.CreateSymbolicLink(Path.Combine(bundle.Root, name), "/tmp");
            CommandResult result = await bundle.RunAsync();

            // Followed: procfs lies at /tmp, and what the runtime writes to /proc/self/attr or /proc/sys goes where the image says.
            Assert.NotEqual(0, result.ExitCode);
            Assert.DoesNotContain("ran", result.Output, StringComparison.Ordinal);
        }
    }

    [Attack("8/12", "parameters are written to the kernel although a volume with look-alikes lies over /proc", "CVE-2019-16884, CVE-2025-52881")]
    public async Task Volume_over_proc()
    {
        foreach (string destination in new[] { "/proc", "/proc/sys", "/proc/self" })
        {
            using var bundle = new RuntimeBundle(
                "cat /real/sys/net/ipv4/ip_default_ttl".Replace("cat", "busybox cat", StringComparison.Ordinal),
                """{"linux":{"sysctl":{"net.ipv4.ip_default_ttl":"77"},"readonlyPaths":null,"maskedPaths":null}}""",
                $$"""
                [{ "destination": "{{destination}}", "type": "bind", "source": "VOLUME", "options": ["bind", "rw"] },
                 { "destination": "/real", "type": "proc", "source": "proc", "options": [] }]
                """);
            string file = Path.Combine(bundle.Canary, "ttl");
            File.WriteAllText(file, "before");
            foreach (string directory in new[] { "net/ipv4", "sys/net/ipv4" })
            {
                Directory.CreateDirectory(Path.Combine(bundle.Volume, directory));
                File.CreateSymbolicLink(Path.Combine(bundle.Volume, directory, "ip_default_ttl"), file);
            }

            CommandResult result = await bundle.RunAsync();

            // By path: «77» would be in the file that the link names, and the kernel's own value the default.
            Assert.Equal("before", File.ReadAllText(file));
            if (result.ExitCode == 0)
            {
                Assert.Equal("77", result.Output.TrimEnd());
            }
        }
    }

    [Attack("13", "a root file system whose /dev is a link makes no device outside", "CVE-2026-41579, CVE-2026-47766")]
    public async Task Dev_is_a_link()
    {
        using var bundle = new RuntimeBundle("echo ran");
        Directory.Delete(Path.Combine(bundle.Root, "dev"));
        File.CreateSymbolicLink(Path.Combine(bundle.Root, "dev"), Away + bundle.Canary);
        await bundle.RunAsync();
        AssertUntouched(bundle);

        // The same without a mount on it, so that the nodes are made where the link leads; by a relative one and an absolute one.
        foreach (string away in new[] { Away, "" })
        {
            using var bare = new RuntimeBundle("echo ran", """{"mounts":[]}""");
            Directory.Delete(Path.Combine(bare.Root, "dev"));
            File.CreateSymbolicLink(Path.Combine(bare.Root, "dev"), away + bare.Canary);
            await bare.RunAsync();
            AssertUntouched(bare);
        }
    }

    [Attack("14", "links at the destinations of mounts lead to places inside the root", "CVE-2019-18837")]
    public async Task Destinations_are_links()
    {
        using var bundle = new RuntimeBundle(
            "busybox grep -c size=124k /proc/self/mountinfo",
            mounts: """
                [{ "destination": "/link", "type": "tmpfs", "source": "tmpfs", "options": ["size=124k"] },
                 { "destination": "/absolute", "type": "tmpfs", "source": "tmpfs", "options": ["size=124k"] },
                 { "destination": "/absolute/made", "type": "bind", "source": "/etc/passwd", "options": ["bind", "ro"] },
                 { "destination": "/dangling/made/below", "type": "tmpfs", "source": "tmpfs", "options": ["size=124k"] },
                 { "destination": "/file", "type": "bind", "source": "/etc/passwd", "options": ["bind", "ro"] }]
                """);
        File.CreateSymbolicLink(Path.Combine(bundle.Root, "link"), Away + bundle.Canary);
        File.CreateSymbolicLink(Path.Combine(bundle.Root, "absolute"), bundle.Canary);
        File.CreateSymbolicLink(Path.Combine(bundle.Root, "dangling"), bundle.Canary + "/new");
        File.CreateSymbolicLink(Path.Combine(bundle.Root, "file"), bundle.Canary + "/file");
        CommandResult result = await bundle.RunAsync();

        // Outside of the root the mounts would be missing in the container's table, and the host would have new files.
        Assert.Equal("3", result.Succeeded());
        AssertUntouched(bundle);
    }

    [Attack("15/16", "links where the engine puts its own files lead to places inside the root", "CVE-2025-24965, CVE-2024-5154")]
    public async Task Engines_own_files_are_links()
    {
        var client = new EngineClient(engine);
        string canary = Directory.CreateTempSubdirectory("engine-canary-").FullName;
        try
        {
            string[] names = ["hosts", "resolv.conf", "hostname", "mtab"];
            foreach (string name in names)
            {
                await File.WriteAllTextAsync(Path.Combine(canary, name), "untouched", TestContext.Current.CancellationToken);
            }

            await HostileImage.ImportAsync(
                engine, "row15-files", [HostileImage.Directory("etc"), .. names.Append("missing").Select(n => HostileImage.Link("etc/" + n, Away + canary + "/" + n)), HostileImage.Link(".dockerenv", canary + "/missing")]);
            await HostileImage.ImportAsync(
                engine, "row15-absolute", [HostileImage.Directory("etc"), .. names.Append("missing").Select(n => HostileImage.Link("etc/" + n, canary + "/" + n))]);
            await HostileImage.ImportAsync(engine, "row15-etc", HostileImage.Link("etc", Away + canary));
            await HostileImage.ImportAsync(engine, "row15-absolute-etc", HostileImage.Link("etc", canary));
            foreach (string image in new[] { "row15-files", "row15-absolute", "row15-etc", "row15-absolute-etc" })
            {
                Outcome outcome = await client.RunAsync("busybox cat /etc/hostname", """{"Hostname":"box"}""", image);

                // Followed on the host: its files would be overwritten or mounted over, or new ones appear.
                Assert.Equal("box", outcome.Succeeded());
                Assert.Equal(names.Order(), Directory.EnumerateFileSystemEntries(canary).Select(p => Path.GetFileName(p)).Order());
                Assert.All(names, n => Assert.Equal("untouched", File.ReadAllText(Path.Combine(canary, n))));
            }
        }
        finally
        {
            Directory.Delete(canary, recursive: true);
        }
    }

    [Attack("17/54", "an image's volume at a link or outside of its root copies nothing of the host", "CVE-2018-15664, CVE-2022-23648")]
    public async Task Volume_is_a_link()
    {
        var client = new EngineClient(engine);
        string canary = Directory.CreateTempSubdirectory("engine-canary-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(canary, "secret"), "secret of the host", TestContext.Current.CancellationToken);
            await HostileImage.ImportAsync(engine, "row54", HostileImage.Link("v", Away + canary), HostileImage.Link("w", canary));
            foreach (string volume in new[] { "/v", "/w", "/v/..", "/../../../.." + canary, Away + canary })
            {
                Outcome outcome = await client.RunAsync(
                    "busybox find / -xdev -name secret; busybox find /v /w -follow -name secret",
                    new System.Text.Json.Nodes.JsonObject { ["Volumes"] = new System.Text.Json.Nodes.JsonObject { [volume] = new System.Text.Json.Nodes.JsonObject() } }.ToJsonString(), "row54");
                Assert.DoesNotContain("secret", outcome.Output, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(canary, recursive: true);
        }
    }

    private static void AssertUntouched(RuntimeBundle bundle) => Assert.Empty(Directory.EnumerateFileSystemEntries(bundle.Canary));
}
