using System.Text.Json.Nodes;
using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;
using Engine.EndToEnd.Tests;

namespace Engine.Security.Tests.Engines;

/// <summary>A bundle for the runtime alone: what no engine in front of it refuses or puts right.</summary>
internal sealed class RuntimeBundle : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("engine-security-").FullName;
    private readonly string _id = "security-" + Guid.NewGuid().ToString("N")[..12];

    /// <param name="script">What the first process runs.</param>
    /// <param name="patch">A JSON merge patch of the configuration.</param>
    /// <param name="mounts">Mounts that come after the usual ones; <c>VOLUME</c> stands for <see cref="Volume"/>.</param>
    public RuntimeBundle(string script, string patch = "{}", string mounts = "[]")
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        Assert.SkipWhen(RuntimeUnderTest.Engine is null, "engine-runtime is not published (build.sh publish)");
        Assert.SkipWhen(BundleDirectory.BusyBox.Length == 0, "busybox is not installed (busybox-static)");
        Directory.CreateDirectory(Volume);
        foreach (string directory in new[] { "bin", "etc", "proc", "sys", "dev", "tmp" })
        {
            Directory.CreateDirectory(Path.Combine(Root, directory));
        }

        File.Copy(BundleDirectory.BusyBox, Path.Combine(Root, "bin/busybox"));
        File.CreateSymbolicLink(Path.Combine(Root, "bin/sh"), "busybox");
        JsonNode configuration = JsonNode.Parse(new Bundle("attack", patch) { MoreMounts = mounts.Replace("VOLUME", Volume, StringComparison.Ordinal) }.Configuration())!;
        configuration["linux"]!["cgroupsPath"] = "/engine-security/" + _id;
        File.WriteAllText(Path.Combine(_directory, "config.json"), configuration.ToJsonString());
        File.WriteAllText(Path.Combine(Root, "probe"), script);
    }

    public string Root => Path.Combine(_directory, "rootfs");

    /// <summary>A directory that container and attacker share.</summary>
    public string Volume => Path.Combine(_directory, "volume");

    /// <summary>A directory of the host's that nothing of the container may reach.</summary>
    public string Canary
    {
        get
        {
            string canary = Path.Combine(_directory, "canary");
            Directory.CreateDirectory(canary);
            return canary;
        }
    }

    public Task<CommandResult> RunAsync() =>
        CommandResult.RunAsync(RuntimeUnderTest.Engine!.Path, ["--root", Path.Combine(_directory, "state"), "run", "--bundle", _directory, _id], null);

    /// <summary>Runs it a number of times, one after the other, with shell commands before each: starting a shell for each from here would take as long as the run.</summary>
    public async Task<IReadOnlyList<CommandResult>> RunAsync(int rounds, string before = ":")
    {
        // Texts cannot hold these characters.
        const string Loop = """
            i=0; while [ $i -lt $4 ]; do i=$((i + 1)); eval "$5"
              "$1" --root "$2/state" run --bundle "$2" "$3" 2>"$2/errors"; printf '\001%s\002' $?; cat "$2/errors"; printf '\003'
            done
            """;
        const int Batch = 100;
        List<CommandResult> results = [];
        while (results.Count < rounds)
        {
            string count = Math.Min(Batch, rounds - results.Count).ToString(System.Globalization.CultureInfo.InvariantCulture);
            CommandResult batch = await CommandResult.RunAsync("/bin/sh", ["-c", Loop, "sh", RuntimeUnderTest.Engine!.Path, _directory, _id, count, before], null);
            Assert.True(batch.ExitCode == 0, batch.Error);
            results.AddRange(batch.Output.Split('\x03')[..^1].Select(r => r.Split('\x01', '\x02')).Select(r => new CommandResult(int.Parse(r[1]), r[0], r[2])));
        }

        return results;
    }

    /// <summary>Starts it in the background; <see cref="RuntimeAsync"/> with «delete» ends it. Result: the exit status.</summary>
    public async Task<int> DetachAsync() =>
        (await CommandResult.RunAsync(
            "/bin/sh", ["-c", "exec \"$1\" --root \"$2/state\" run --detach --bundle \"$2\" \"$3\" </dev/null >/dev/null 2>&1", "sh", RuntimeUnderTest.Engine!.Path, _directory, _id], null)).ExitCode;

    public Task<CommandResult> RuntimeAsync(params string[] arguments) =>
        CommandResult.RunAsync(RuntimeUnderTest.Engine!.Path, ["--root", Path.Combine(_directory, "state"), .. arguments], null);

    public string Id => _id;

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
        foreach (string hierarchy in Directory.EnumerateDirectories("/sys/fs/cgroup").Append("/sys/fs/cgroup"))
        {
            // The parent goes with its last container.
            string parent = Path.Combine(hierarchy, "engine-security");
            if (Directory.Exists(parent) && Directory.EnumerateDirectories(parent).FirstOrDefault() is null)
            {
                TryRemove(parent);
            }
        }
    }

    private static void TryRemove(string cgroup)
    {
        try
        {
            Directory.Delete(cgroup);
        }
        catch (IOException)
        {
            // Another test made its container there meanwhile.
        }
    }
}
