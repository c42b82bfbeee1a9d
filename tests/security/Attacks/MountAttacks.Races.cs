using Engine.EndToEnd.Tests;
using Engine.Linux.Syscalls;
using Engine.Security.Tests.Engines;
using Engine.Security.Tests.Races;

namespace Engine.Security.Tests.Attacks;

/// <summary>Group B, races: a second container (here a thread with the same rights to the shared volume, and faster) exchanges paths during each start.</summary>
public sealed partial class MountAttacks
{
    /// <summary>Namespaces that play no part in a race, the network's above all, cost more than all the rest of a start.</summary>
    private const string Light = """{ "hostname": null, "linux": { "namespaces": [{ "type": "pid" }, { "type": "mount" }] } }""";

    [Attack("6", "a destination in a shared volume that is exchanged for a link never becomes a mount outside", "CVE-2021-30465")]
    public async Task Destination_exchanged_for_a_link()
    {
        using var bundle = new RuntimeBundle(
            "busybox grep -c size=124k /proc/self/mountinfo",
            Light,
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
        });
        AssertUntouched(bundle);
    }

    [Attack("9", "directories and files for mounts are never made outside while a component is exchanged for a link", "CVE-2024-45310")]
    public async Task Directories_are_made_while_a_component_is_exchanged()
    {
        using var bundle = new RuntimeBundle(
            "exit 0",
            Light,
            mounts: """
                [{ "destination": "/data", "type": "bind", "source": "VOLUME", "options": ["bind", "rw"] },
                 { "destination": "/data/a/b/c", "type": "tmpfs", "source": "tmpfs", "options": [] },
                 { "destination": "/data/a/b/file", "type": "bind", "source": "/etc/passwd", "options": ["bind", "ro"] }]
                """);
        string component = Path.Combine(bundle.Volume, "a");
        string link = Path.Combine(bundle.Volume, "link");
        Directory.CreateDirectory(component);
        File.CreateSymbolicLink(link, bundle.Canary);

        // The next round has to make it again, in the one that is the directory at the moment; what is behind the link stays, to be found.
        await RaceAsync(bundle, component, link, _ => { }, $"find '{component}' '{link}' -mindepth 1 -delete 2>/dev/null; :");

        // With a walk by names: «b» or «file» in the host's directory.
        AssertUntouched(bundle);
    }

    [Attack("10", "a null device of the container's that is exchanged for a link does not become what masks", "CVE-2025-31133")]
    public async Task Null_device_exchanged_for_a_link()
    {
        using var bundle = new RuntimeBundle(
            "busybox wc -c </proc/keys; busybox wc -c </proc/timer_list; (echo x >/proc/keys) 2>/dev/null; busybox grep -c core_pattern /proc/self/mountinfo",
            Light,
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

    [Attack("18", "a volume's destination that is exchanged for a link is never mounted outside", "CVE-2026-42306")]
    public async Task Destination_of_a_bind_exchanged_for_a_link()
    {
        using var bundle = new RuntimeBundle(
            "busybox grep -c '/etc/passwd ' /proc/self/mountinfo",
            Light,
            mounts: """
                [{ "destination": "/data", "type": "bind", "source": "VOLUME", "options": ["bind", "rw"] },
                 { "destination": "/data/target", "type": "bind", "source": "/etc/passwd", "options": ["bind", "ro"] }]
                """);
        string target = Path.Combine(bundle.Volume, "target");
        string link = Path.Combine(bundle.Volume, "link");
        File.WriteAllText(target, "");
        string victim = Path.Combine(Path.GetDirectoryName(bundle.Root)!, "victim");
        File.WriteAllText(victim, "the host's");
        File.CreateSymbolicLink(link, victim);
        await RaceAsync(bundle, target, link, result => Assert.True(result.ExitCode != 0 && result.Output.Length == 0 || result.Output == "1\n", result.Output + result.Error));
        Assert.Equal("the host's", File.ReadAllText(victim));
    }

    [Attack("11", "a terminal whose place and name are exchanged for links is still the terminal that is mounted", "CVE-2025-52565")]
    public async Task Terminal_exchanged_for_a_link()
    {
        // The attacker has the root file system itself: what it makes of /dev/pts has a «0» that leads to a file of the kernel's.
        using var bundle = new RuntimeBundle(
            "[ -t 0 ] && echo terminal; busybox stat -c '%F' /dev/console 2>/dev/null; busybox awk '$5 ~ /console/ { print $4, $(NF - 2) }' /proc/self/mountinfo; (: >>/proc/sys/kernel/core_pattern) 2>/dev/null && echo WRITABLE",
            """
            { "hostname": null, "process": { "terminal": true }, "linux": { "namespaces": [{ "type": "pid" }, { "type": "mount" }] }, "mounts": [
                { "destination": "/proc", "type": "proc", "source": "proc" },
                { "destination": "/dev/pts", "type": "devpts", "source": "devpts", "options": ["newinstance", "ptmxmode=0666"] }] }
            """);
        string pts = Path.Combine(bundle.Root, "dev", "pts");
        string look = Path.Combine(bundle.Root, "dev", "look-alike");
        Directory.CreateDirectory(pts);
        Directory.CreateDirectory(look);
        File.CreateSymbolicLink(Path.Combine(look, "0"), "/proc/sys/kernel/core_pattern");
        string console = Path.Combine(bundle.Root, "dev", "console");
        string link = Path.Combine(bundle.Root, "dev", "link");
        File.WriteAllText(console, "");
        File.CreateSymbolicLink(link, "/tmp/console");
        int started = 0;
        using var second = new PathExchanger(pts, look);
        await RaceAsync(bundle, console, link, result =>
        {
            // By name: «/sys/kernel/core_pattern proc» would lie at the console, from before it was made read-only.
            Assert.DoesNotContain("WRITABLE", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("proc", result.Output, StringComparison.Ordinal);
            started += result.Output.StartsWith("terminal", StringComparison.Ordinal) ? 1 : 0;
        });
        Assert.True(started > 0 && second.Exchanges > RaceRounds.Count, $"{started} containers came as far as their terminal, the directories were exchanged {second.Exchanges} times");
    }

    [Attack("12", "links that are exchanged below a shared /proc/sys redirect no write of a parameter", "CVE-2025-52881")]
    public async Task Parameter_exchanged_for_a_link()
    {
        using var bundle = new RuntimeBundle(
            "busybox cat /real/sys/kernel/msgmax",
            """{"hostname":null,"linux":{"sysctl":{"kernel.msgmax":"7777"},"readonlyPaths":null,"maskedPaths":null,"namespaces":[{"type":"pid"},{"type":"mount"},{"type":"ipc"}]}}""",
            """
            [{ "destination": "/proc/sys", "type": "bind", "source": "VOLUME", "options": ["bind", "rw"] },
             { "destination": "/real", "type": "proc", "source": "proc", "options": [] }]
            """);
        string file = Path.Combine(bundle.Canary, "trigger");
        File.WriteAllText(file, "before");
        string directory = Path.Combine(bundle.Volume, "kernel");
        Directory.CreateDirectory(directory);
        string parameter = Path.Combine(directory, "msgmax");
        string link = Path.Combine(directory, "link");
        File.WriteAllText(parameter, "look-alike");
        File.CreateSymbolicLink(link, file);
        await RaceAsync(bundle, parameter, link, result =>
        {
            // By path: the kernel's value would be its default, and «7777» be in one of the attacker's files.
            Assert.Equal("7777\n", result.Output);
            Assert.Equal("before", File.ReadAllText(file));
        });
        Assert.All(new[] { parameter, link }.Where(p => new FileInfo(p).LinkTarget is null), p => Assert.Equal("look-alike", File.ReadAllText(p)));
    }

    private static async Task RaceAsync(RuntimeBundle bundle, string one, string other, Action<CommandResult> check, string before = ":")
    {
        using var attacker = new PathExchanger(one, other);
        foreach (CommandResult result in await bundle.RunAsync(RaceRounds.Count, before))
        {
            check(result);
        }

        Assert.True(attacker.Exchanges > RaceRounds.Count, "the attacker was slower than the starts: nothing was raced");
    }
}
