using Engine.EndToEnd.Tests;
using Engine.Linux.Syscalls;
using Engine.Security.Tests.Engines;
using Engine.Security.Tests.Races;

namespace Engine.Security.Tests.Attacks;

/// <summary>Group B, races: a second container (here a thread with the same rights to the shared volume, and faster) exchanges paths during each start.</summary>
public sealed partial class MountAttacks
{
    [Attack("6", "a destination in a shared volume that is exchanged for a link never becomes a mount outside", "CVE-2021-30465")]
    public async Task Destination_exchanged_for_a_link()
    {
        using var bundle = new RuntimeBundle(
            "busybox grep -c size=124k /proc/self/mountinfo",
            mounts: """
                [{ "destination": "/data", "type": "bind", "source": "VOLUME", "options": ["bind", "rw"] },
                 { "destination": "/data/target", "type": "tmpfs", "source": "tmpfs", "options": ["size=124k"] }]
                """);
        string target = Path.Combine(bundle.Volume, "target");
        string link = Path.Combine(bundle.Volume, "link");
        Directory.CreateDirectory(target);
        File.CreateSymbolicLink(link, bundle.Canary);
        await RaceAsync(bundle, target, link, result =>
        {
            // Outside: the container's own table of mounts would lack it, and «0» be counted.
            Assert.True(result.ExitCode != 0 && result.Output.Length == 0 || result.Output == "1\n", result.Output + result.Error);
            AssertUntouched(bundle);
        });
    }

    [Attack("9", "directories and files for mounts are never made outside while a component is exchanged for a link", "CVE-2024-45310")]
    public async Task Directories_are_made_while_a_component_is_exchanged()
    {
        using var bundle = new RuntimeBundle(
            "exit 0",
            mounts: """
                [{ "destination": "/data", "type": "bind", "source": "VOLUME", "options": ["bind", "rw"] },
                 { "destination": "/data/a/b/c", "type": "tmpfs", "source": "tmpfs", "options": [] },
                 { "destination": "/data/a/b/file", "type": "bind", "source": "/etc/passwd", "options": ["bind", "ro"] }]
                """);
        string component = Path.Combine(bundle.Volume, "a");
        string link = Path.Combine(bundle.Volume, "link");
        Directory.CreateDirectory(component);
        File.CreateSymbolicLink(link, bundle.Canary);
        await RaceAsync(bundle, component, link, _ =>
        {
            // With a walk by names: «b» or «file» in the host's directory.
            AssertUntouched(bundle);
            foreach (string made in new[] { component, link }.Select(p => Path.Combine(p, "b")))
            {
                // The one that is the directory at the moment; the next round has to make it again.
                TryDelete(made);
            }
        });
    }

    [Attack("10", "a null device of the container's that is exchanged for a link does not become what masks", "CVE-2025-31133")]
    public async Task Null_device_exchanged_for_a_link()
    {
        using var bundle = new RuntimeBundle(
            "busybox wc -c </proc/keys; busybox wc -c </proc/timer_list; (echo x >/proc/keys) 2>/dev/null; busybox grep -c core_pattern /proc/self/mountinfo",
            mounts: """[{ "destination": "/dev", "type": "bind", "source": "VOLUME", "options": ["bind", "rw", "dev"] }]""");
        string device = Path.Combine(bundle.Volume, "null");
        string link = Path.Combine(bundle.Volume, "link");
        Syscall.MknodAt(Syscall.AT_FDCWD, System.Text.Encoding.UTF8.GetBytes(device + '\0'), 0x2000 | 0x1B6, 1, 3);
        File.CreateSymbolicLink(link, "/proc/sys/kernel/core_pattern");
        foreach (string directory in new[] { "pts", "shm", "mqueue" })
        {
            Directory.CreateDirectory(Path.Combine(bundle.Volume, directory));
        }

        // With the container's own device: the masked files would show, and take, what core_pattern holds.
        await RaceAsync(bundle, device, link, result => Assert.True(result.Output is "0\n0\n0\n", result.Output + result.Error));
    }

    [Attack("11", "a console and terminals in a shared /dev that are exchanged for links change no mount elsewhere", "CVE-2025-52565")]
    public async Task Terminal_exchanged_for_a_link()
    {
        const string Table = "busybox grep -v ' /dev' /proc/self/mountinfo | busybox awk '{ print $5 }' | busybox sort";
        using var bundle = new RuntimeBundle(
            Table,
            mounts: """[{ "destination": "/dev", "type": "bind", "source": "VOLUME", "options": ["bind", "rw", "dev"] }]""");
        foreach (string directory in new[] { "pts", "shm", "mqueue" })
        {
            Directory.CreateDirectory(Path.Combine(bundle.Volume, directory));
        }

        string console = Path.Combine(bundle.Volume, "console");
        File.WriteAllText(console, "");
        string expected = (await bundle.RunAsync()).Succeeded();
        string link = Path.Combine(bundle.Volume, "link");
        File.CreateSymbolicLink(link, "/proc/sysrq-trigger");
        string pts = Path.Combine(bundle.Volume, "pts");
        string ptsLink = Path.Combine(bundle.Volume, "pts-link");
        File.CreateSymbolicLink(ptsLink, "/proc/sys/kernel");
        using var second = new PathExchanger(pts, ptsLink);
        await RaceAsync(bundle, console, link, result =>
        {
            // Led away: a mount at a place below /proc that the specification does not name, over which no mask or read-only mount lies.
            Assert.True(result.ExitCode != 0 || Unexpected(result.Output, expected).All(m => m is "/proc/sys/kernel"), result.Output + result.Error);
        });
    }

    [Attack("12", "links that are exchanged below a shared /proc/sys redirect no write of a parameter", "CVE-2025-52881")]
    public async Task Parameter_exchanged_for_a_link()
    {
        using var bundle = new RuntimeBundle(
            "busybox cat /real/sys/net/ipv4/ip_default_ttl",
            """{"linux":{"sysctl":{"net.ipv4.ip_default_ttl":"77"},"readonlyPaths":null,"maskedPaths":null}}""",
            """
            [{ "destination": "/proc/sys", "type": "bind", "source": "VOLUME", "options": ["bind", "rw"] },
             { "destination": "/real", "type": "proc", "source": "proc", "options": [] }]
            """);
        string file = Path.Combine(bundle.Canary, "trigger");
        File.WriteAllText(file, "before");
        string directory = Path.Combine(bundle.Volume, "net", "ipv4");
        Directory.CreateDirectory(directory);
        string parameter = Path.Combine(directory, "ip_default_ttl");
        string link = Path.Combine(directory, "link");
        File.WriteAllText(parameter, "look-alike");
        File.CreateSymbolicLink(link, file);
        await RaceAsync(bundle, parameter, link, result =>
        {
            // By path: the kernel's value would be its default, and «77» be in one of the attacker's files.
            Assert.Equal("77\n", result.Output);
            Assert.Equal("before", File.ReadAllText(file));
        });
        Assert.All(new[] { parameter, link }.Where(p => new FileInfo(p).LinkTarget is null), p => Assert.Equal("look-alike", File.ReadAllText(p)));
    }

    private static async Task RaceAsync(RuntimeBundle bundle, string one, string other, Action<CommandResult> check)
    {
        using var attacker = new PathExchanger(one, other);
        for (int round = 0; round < RaceRounds.Count; round++)
        {
            check(await bundle.RunAsync());
        }

        Assert.True(attacker.Exchanges > RaceRounds.Count, "the attacker was slower than the starts: nothing was raced");
    }

    private static void TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (IOException)
        {
            // Exchanged meanwhile.
        }
    }

    private static IEnumerable<string> Unexpected(string output, string expected) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Except(expected.Split('\n'));
}
