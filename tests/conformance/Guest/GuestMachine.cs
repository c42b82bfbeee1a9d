using System.Diagnostics;
using Engine.Conformance.Tests.Bundles;
using Engine.Conformance.Tests.Comparison;

namespace Engine.Conformance.Tests.Guest;

/// <summary>
/// Boots the older kernel with cgroup v2, runs all its bundles and the runtime's own tests inside, and keeps what was seen for the tests to
/// judge. It is two machines beside each other, each with half of the work: an emulated processor is slow, and most machines have two.
/// </summary>
public sealed class GuestMachine : IAsyncLifetime
{
    private const int Machines = 2;
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(7);
    private readonly Dictionary<(string Bundle, string Runtime), Observation> _seen = [];
    private readonly Dictionary<string, SuiteReport> _suites = [];

    /// <summary>The bundles that are run: all whose outcome depends on control groups or on an older kernel's mount and namespace calls.</summary>
    internal static IReadOnlyList<Bundle> Bundles { get; } = BundleCatalog.ForGuest;

    /// <summary>Why nothing could be run, or null.</summary>
    internal string? Impediment { get; private set; }

    /// <summary>The guest's kernel and controllers, as it told them.</summary>
    internal string Description { get; private set; } = "";

    /// <summary>The end of what the consoles said, for failures.</summary>
    internal string ConsoleTail { get; private set; } = "";

    internal Observation? Seen(string bundle, string runtime) => _seen.GetValueOrDefault((bundle, runtime));

    internal SuiteReport? Report(string suite) => _suites.GetValueOrDefault(suite);

    public async ValueTask InitializeAsync()
    {
        Impediment = RuntimeUnderTest.Engine is null ? "engine-runtime is not published (build.sh publish)"
            : GuestKernel.Path is null ? "there is no kernel to boot in out/guest (build.sh test fetches it where apt-get can)"
            : !File.Exists("/usr/bin/qemu-system-x86_64") ? "qemu-system-x86 is not installed"
            : BundleDirectory.BusyBox.Length == 0 ? "busybox is not installed (busybox-static)"
            : null;
        if (Impediment is not null)
        {
            return;
        }

        string work = Directory.CreateTempSubdirectory("engine-guest-").FullName;
        try
        {
            foreach (string console in await Task.WhenAll(Enumerable.Range(0, Machines).Select(number => RunAsync(work, number))))
            {
                Parse(console);
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<string> RunAsync(string work, int machine)
    {
        string path = Path.Combine(work, $"initramfs-{machine}");
        using (var image = new GuestImage(path))
        {
            foreach (RuntimeUnderTest runtime in (RuntimeUnderTest[])[RuntimeUnderTest.Engine!, .. RuntimeUnderTest.Peers])
            {
                await image.AddAsync(runtime);
            }

            for (int i = machine; i < Bundles.Count; i += Machines)
            {
                image.Add(i, Bundles[i]);
            }

            await image.AddAsync([.. GuestSuite.All.Where((suite, i) => i % Machines == machine && Directory.Exists(suite.Directory))]);
        }

        string console = Path.Combine(work, $"console-{machine}");
        await BootAsync(path, console);
        return await File.ReadAllTextAsync(console);
    }

    private static async Task BootAsync(string image, string console)
    {
        using var limit = new CancellationTokenSource(s_limit);

        // A processor without AVX: programs would use it, and emulating it costs half of the time.
        using Process qemu = Process.Start("/usr/bin/qemu-system-x86_64",
        [
            "-accel", "tcg", "-cpu", "Nehalem", "-smp", "1", "-m", "1280", "-nodefaults", "-display", "none", "-no-reboot",
            "-serial", $"file:{console}", "-kernel", GuestKernel.Path!, "-initrd", image,
            "-append", "console=ttyS0 quiet loglevel=0 panic=-1 random.trust_cpu=on mitigations=off rdinit=/init",
        ]);
        try
        {
            await qemu.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // What the console said so far is still compared: only the bundles that were not reached fail.
            qemu.Kill();
            await qemu.WaitForExitAsync(CancellationToken.None);
        }
    }

    private void Parse(string console)
    {
        string text = console.Replace("\r", "");
        ConsoleTail += text[^Math.Min(text.Length, 2000)..] + "\n";
        foreach (string part in text.Split("@@@ ").Skip(1))
        {
            int end = part.IndexOf('\n');
            string[] words = part[..end].Split(' ');
            if (words is ["run", var number, var runtime])
            {
                _seen[(Bundles[int.Parse(number)].Name, runtime)] = Observation.Parse(part[(end + 1)..], "/tmp/bundle");
            }
            else if (words is ["suite", var suite])
            {
                _suites[suite] = SuiteReport.Parse(part[(end + 1)..]);
            }
            else if (words[0] == "kernel")
            {
                Description = part[..end];
            }
        }
    }
}
